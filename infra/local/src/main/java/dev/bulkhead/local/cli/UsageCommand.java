package dev.bulkhead.local.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulkhead usage} */
@Command(
    name = "usage",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a tenant of a running stack stores, in all and by experiment.",
      "Files that were uploaded past the quota are in quarantine until they are released."
    },
    footer = {
      "",
      "On AWS, operators invoke the same function with their own identity:",
      "  aws lambda invoke --function-name <output TenantsFunctionName>:live \\",
      "    --cli-binary-format raw-in-base64-out \\",
      "    --payload '{\"operation\":\"get-usage\",\"tenant\":\"blue\"}' /dev/stdout"
    })
final class UsageCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT")
  private String tenant = "";

  @Option(
      names = "--release",
      description = "First has files in quarantine served again that fit into the quota.")
  private boolean release;

  @Option(
      names = "--reconcile",
      description =
          "First compares what is noted of files with what S3 lists, and says what differs.")
  private boolean reconcile;

  @Option(names = "--repair", description = "With --reconcile: notes it as S3 lists it.")
  private boolean repair;

  @Mixin private RunningStack stack = new RunningStack();

  @Override
  public Integer call() throws IOException {
    if (reconcile && !reconcile()) {
      return 1;
    }
    if (release) {
      release();
    }
    Map<?, ?> usage = ask("get-usage", null);
    System.out.printf(
        "%s stores %s%s%n",
        tenant,
        Storage.used(usage),
        usage.get("storage_bytes_quota") instanceof Long quota
            ? "; its quota is " + Storage.of(quota)
            : "");
    if (usage.get("experiments") instanceof List<?> experiments) {
      for (Object each : experiments) {
        Map<?, ?> experiment = (Map<?, ?>) each;
        System.out.printf(
            "  experiment %-14s %s%n", experiment.get("experiment_id"), Storage.used(experiment));
      }
    }
    return 0;
  }

  /** Says whether all files were compared. */
  private boolean reconcile() throws IOException {
    Map<?, ?> answer =
        Operator.ofStackAt(stack.port())
            .maintain(
                out -> {
                  out.writeStringField("tenant", tenant);
                  out.writeStringField("chore", "reconcile-storage");
                  out.writeBooleanField("dry_run", !repair);
                });
    boolean all = Boolean.TRUE.equals(answer.get("ended"));
    if (answer.get("chores") instanceof List<?> results
        && results.getFirst() instanceof Map<?, ?> done) {
      print(
          repair ? "repaired" : "differs",
          Map.of(repair ? "repaired" : "differs", done.get("found")));
      all &= !done.containsKey("error_code");
    }
    if (!all) {
      System.err.println(
          "Not all files could be compared; the log of MaintenanceFunction says why.");
    }
    return all;
  }

  private void release() throws IOException {
    Object next = null;
    do {
      Map<?, ?> answer = ask("release-quarantine", next);
      print("released", answer);
      print("held", answer);
      next = answer.get("next");
    } while (next != null);
  }

  private static void print(String what, Map<?, ?> answer) {
    if (answer.get(what) instanceof List<?> files) {
      files.forEach(file -> System.out.println(what + " " + file));
    }
  }

  private Map<?, ?> ask(String operation, @Nullable Object after) throws IOException {
    return stack.ask(
        operation,
        after == null ? Map.of("tenant", tenant) : Map.of("tenant", tenant, "after", after));
  }
}
