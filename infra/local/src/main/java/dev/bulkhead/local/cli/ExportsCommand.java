package dev.bulkhead.local.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bulkhead tenant exports} */
@Command(
    name = "exports",
    mixinStandardHelpOptions = true,
    description = "Lists the exports of a tenant, the latest first.")
final class ExportsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT")
  private String tenant = "";

  @Mixin private RunningStack stack = new RunningStack();

  @Override
  public Integer call() throws IOException {
    return new ChoreOrder(tenant, "restore-tenant", out -> out.writeBooleanField("dry_run", true))
        .run(stack.port());
  }
}
