package dev.bulkhead.local.cli;

import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bulkhead tenant readmit} */
@Command(
    name = "readmit",
    mixinStandardHelpOptions = true,
    description = "Takes a cut-off back; the tenant stays suspended until it is resumed.")
final class ReadmitCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT")
  private String tenant = "";

  @Mixin private Reach reach = new Reach();

  @Override
  public Integer call() throws IOException {
    TenantId id = Reach.tenant(tenant);
    try (KillSwitch kill = reach.killSwitch()) {
      kill.readmit(id);
    }
    System.out.println(id + " is no longer cut off; ./bulkhead tenant resume lets its tokens in.");
    return 0;
  }
}
