package dev.bulkhead.local.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bulkhead maintain} */
@Command(
    name = "maintain",
    mixinStandardHelpOptions = true,
    description = {
      "Has a running stack do its chores now, for all active tenants or for one.",
      "On AWS a schedule does so every hour, a local stack when nobody has called for a while."
    },
    footer = {
      "",
      "On AWS, operators invoke the same function with their own identity:",
      "  aws lambda invoke --function-name <output MaintenanceFunctionName>:live \\",
      "    --cli-binary-format raw-in-base64-out --cli-read-timeout 0 \\",
      "    --payload '{\"tenant\":\"blue\",\"dry_run\":true}' /dev/stdout"
    })
final class MaintainCommand implements Callable<Integer> {
  @Option(names = "--tenant", description = "One tenant alone, be it suspended.")
  private @Nullable String tenant;

  @Option(names = "--chore", description = "One chore alone.")
  private @Nullable String chore;

  @Option(names = "--dry-run", description = "Changes nothing, and lists what would be changed.")
  private boolean dryRun;

  @Option(
      names = "--older-than-days",
      paramLabel = "DAYS",
      description = "Removes what is older than this, whatever the template says.")
  private @Nullable Integer olderThanDays;

  @Option(
      names = "--port",
      defaultValue = "5000",
      description = "Port of the stack; ${DEFAULT-VALUE} unless given.")
  private int port;

  @Override
  public Integer call() throws IOException {
    Map<?, ?> answer =
        Operator.ofStackAt(port)
            .maintain(
                out -> {
                  if (tenant != null) {
                    out.writeStringField("tenant", tenant);
                  }
                  if (chore != null) {
                    out.writeStringField("chore", chore);
                  }
                  if (olderThanDays != null) {
                    out.writeNumberField("older_than_days", olderThanDays);
                  }
                  out.writeBooleanField("dry_run", dryRun);
                });
    boolean failed = false;
    if (answer.get("chores") instanceof List<?> results) {
      for (Object each : results) {
        Map<?, ?> result = (Map<?, ?>) each;
        print(result);
        failed |= result.containsKey("error_code");
      }
    }
    return failed ? 1 : 0;
  }

  private void print(Map<?, ?> result) {
    Object failure = result.get("error_code");
    System.out.printf(
        "%-40s %-18s %s%s%n",
        result.get("tenant"),
        result.get("chore"),
        (dryRun ? "would change " : "changed ") + result.get("count"),
        failure != null
            ? ", then failed: " + failure
            : Boolean.TRUE.equals(result.get("ended")) ? "" : ", and there is more to do");
    if (dryRun && result.get("found") instanceof List<?> found) {
      found.forEach(name -> System.out.println("  " + name));
    }
  }
}
