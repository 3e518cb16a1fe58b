package dev.bulkhead.local.cli;

import dev.bulkhead.local.template.InvalidTemplate;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bulkhead}: the commands that run in Java. The script adds those that only call Maven. */
@Command(
    name = "bulkhead",
    mixinStandardHelpOptions = true,
    description = "MLflow tracking for many tenants, on this machine.",
    subcommands = {
      UpCommand.class,
      InvokeCommand.class,
      TenantCommand.class,
      TokenCommand.class,
      UsageCommand.class,
      ProveCommand.class,
      RedriveCommand.class,
      SmokeCommand.class,
      MaintainCommand.class,
      EnvCommand.class,
      CommandLine.HelpCommand.class
    })
public final class BulkheadCommand {
  private BulkheadCommand() {}

  /** Runs a command line and returns its exit code. */
  public static int run(String... arguments) {
    return run(new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments);
  }

  static int run(PrintWriter err, String... arguments) {
    return new CommandLine(new BulkheadCommand())
        .setErr(err)
        .setUsageHelpWidth(110)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Storage.class, Storage::parse)
        .setExecutionExceptionHandler(
            (failure, _, _) -> {
              if (failure instanceof Complaint || failure instanceof InvalidTemplate) {
                err.println("bulkhead: " + failure.getMessage());
              } else {
                failure.printStackTrace(err);
              }
              return 1;
            })
        .execute(arguments);
  }
}
