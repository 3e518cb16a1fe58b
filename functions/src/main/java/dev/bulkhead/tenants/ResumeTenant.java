package dev.bulkhead.tenants;

import dev.bulkhead.control.Standing;
import dev.bulkhead.control.TenantRegistry;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.tenancy.TenantId;

/** {@code resume-tenant}: the tokens of a suspended tenant are honoured again. */
final class ResumeTenant implements TenantCommand {
  private final TenantRegistry tenants;

  ResumeTenant(TenantRegistry tenants) {
    this.tenants = tenants;
  }

  @Override
  public JsonBody run(TenantId tenant, Fields fields) {
    tenants.setStanding(tenant, Standing.ACTIVE);

    return _ -> {};
  }
}
