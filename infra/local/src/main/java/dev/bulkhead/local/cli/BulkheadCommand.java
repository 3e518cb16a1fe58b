package dev.bulkhead.local.cli;

import dev.bulkhead.local.template.InvalidTemplate;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bulkhead}: the commands that run in Java. The script adds those that only call Maven. */
@Command(
    name = "bulkhead",
    description = "MLflow tracking for many tenants, on this machine.",
    subcommands = {
      UpCommand.class,
      InvokeCommand.class,
      TenantCommand.class,
      TokenCommand.class,
      CommandLine.HelpCommand.class
    })
public final class BulkheadCommand {
  private BulkheadCommand() {}

  /** Runs a command line and returns its exit code. */
  public static int run(String... arguments) {
    return new CommandLine(new BulkheadCommand())
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              if (failure instanceof Complaint || failure instanceof InvalidTemplate) {
                command.getErr().println("bulkhead: " + failure.getMessage());
              } else {
                failure.printStackTrace(command.getErr());
              }
              return 1;
            })
        .execute(arguments);
  }
}
