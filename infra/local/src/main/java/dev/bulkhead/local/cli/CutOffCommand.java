package dev.bulkhead.local.cli;

import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bulkhead tenant cut-off} */
@Command(
    name = "cut-off",
    mixinStandardHelpOptions = true,
    description = {
      "Ends a tenant's sessions and the URLs that were lent to it, at once, and suspends it.",
      "It needs iam:PutRolePolicy and iam:DeleteRolePolicy on the tenants' roles, and nothing else "
          + "of IAM."
    })
final class CutOffCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TENANT")
  private String tenant = "";

  @Mixin private Reach reach = new Reach();

  /** The denial first: it is what cannot wait. */
  @Override
  public Integer call() throws IOException {
    TenantId id = Reach.tenant(tenant);
    try (KillSwitch kill = reach.killSwitch()) {
      kill.cutOff(id);
    }
    System.out.println(id + " is cut off: nothing that was handed out for it works any more.");
    reach.operate(
        out -> {
          out.writeStringField("operation", "suspend-tenant");
          out.writeStringField("tenant", id.value());
        });
    System.out.println(id + " is suspended, within a minute everywhere.");
    return 0;
  }
}
