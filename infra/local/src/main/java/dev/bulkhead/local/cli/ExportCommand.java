package dev.bulkhead.local.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bulkhead tenant export} */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Exports a tenant now, into its own part of the bucket, and says what there is of it.")
final class ExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT")
  private String tenant = "";

  @Mixin private RunningStack stack = new RunningStack();

  @Override
  public Integer call() throws IOException {
    return new ChoreOrder(
            tenant, "export-tenant", out -> out.writeNumberField("older_than_days", 0))
        .run(stack.port());
  }
}
