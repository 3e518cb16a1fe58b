package dev.bulkhead.local.cli;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Option;

/** The stack that an operator's command is for. */
final class RunningStack {
  @Option(
      names = "--port",
      defaultValue = "5000",
      description = "Port of the stack; ${DEFAULT-VALUE} unless given.")
  private int port;

  int port() {
    return port;
  }

  /** What the tenants' function answers to an operation with these fields. */
  Map<?, ?> ask(String operation, Map<String, ?> fields) throws IOException {
    return Operator.ofStackAt(port).tenants(TenantsCommand.of(operation, fields));
  }
}
