package dev.bulkhead.tenants;

import dev.bulkhead.control.Standing;
import dev.bulkhead.control.TenantRegistry;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.tenancy.TenantId;

/** {@code suspend-tenant}: within a minute no token of the tenant is honoured. */
final class SuspendTenant implements TenantCommand {
  private final TenantRegistry tenants;

  SuspendTenant(TenantRegistry tenants) {
    this.tenants = tenants;
  }

  @Override
  public JsonBody run(TenantId tenant, Fields fields) {
    tenants.setStanding(tenant, Standing.SUSPENDED);

    return _ -> {};
  }
}
