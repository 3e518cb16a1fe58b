package dev.bulkhead.local;

import dev.bulkhead.local.cli.BulkheadCommand;

/** Where the script {@code bulkhead} leads. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(BulkheadCommand.run(arguments));
  }
}
