package dev.bulkhead.local.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulkhead tenant} */
@Command(
    name = "tenant",
    mixinStandardHelpOptions = true,
    description = {
      "Creates, lists, suspends and resumes tenants of a running stack; cuts off one at once;",
      "exports one and restores it."
    },
    subcommands = {
      CutOffCommand.class,
      ReadmitCommand.class,
      ExportCommand.class,
      ExportsCommand.class,
      RestoreCommand.class
    },
    footer = {
      "",
      "On AWS, operators invoke the same function with their own identity:",
      "  aws lambda invoke --function-name <output TenantsFunctionName>:live \\",
      "    --cli-binary-format raw-in-base64-out \\",
      "    --payload '{\"operation\":\"create-tenant\",\"tenant\":\"blue\"}' /dev/stdout"
    })
final class TenantCommand {
  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Creates a tenant, or leaves it as it is.")
  int create(
      @Parameters(paramLabel = "TENANT") String tenant,
      @Option(names = "--storage", description = "As of 'tenant quota'.") @Nullable Storage storage,
      @Mixin RunningStack stack)
      throws IOException {
    Map<?, ?> created = stack.ask("create-tenant", Map.of("tenant", tenant));
    if (storage != null) {
      var _ = stack.ask("set-quota", storage.quotaOf(tenant));
    }
    print(created);
    return 0;
  }

  @Command(
      name = "quota",
      mixinStandardHelpOptions = true,
      description = "Limits what a tenant stores. What is stored already is served on.")
  int quota(
      @Parameters(paramLabel = "TENANT") String tenant,
      @Option(
              names = "--storage",
              required = true,
              description = "Such as 500GiB, 2TB or 1000000 bytes; none for as much as it likes.")
          Storage storage,
      @Mixin RunningStack stack)
      throws IOException {
    var _ = stack.ask("set-quota", storage.quotaOf(tenant));
    System.out.println(tenant + " may store " + storage + ", within a minute everywhere.");
    return 0;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all tenants.")
  int list(@Mixin RunningStack stack) throws IOException {
    Map<?, ?> answer = stack.ask("list-tenants", Map.of());
    if (answer.get("tenants") instanceof List<?> tenants) {
      tenants.forEach(tenant -> print((Map<?, ?>) tenant));
    }
    return 0;
  }

  @Command(
      name = "suspend",
      mixinStandardHelpOptions = true,
      description = "Refuses a tenant's tokens until it is resumed.")
  int suspend(@Parameters(paramLabel = "TENANT") String tenant, @Mixin RunningStack stack)
      throws IOException {
    var _ = stack.ask("suspend-tenant", Map.of("tenant", tenant));
    System.out.println(tenant + " is suspended, within a minute everywhere.");
    return 0;
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Takes a suspension back.")
  int resume(@Parameters(paramLabel = "TENANT") String tenant, @Mixin RunningStack stack)
      throws IOException {
    var _ = stack.ask("resume-tenant", Map.of("tenant", tenant));
    System.out.println(tenant + " is active, within a minute everywhere.");
    return 0;
  }

  private static void print(Map<?, ?> tenant) {
    System.out.printf(
        "%-40s %-9s since %s%n",
        tenant.get("tenant"),
        tenant.get("standing"),
        tenant.get("created_at") instanceof Long millis ? Instant.ofEpochMilli(millis) : "?");
  }
}
