package dev.bulkhead.tenants;

import dev.bulkhead.control.TenantRegistry;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.tenancy.TenantId;
import java.util.Optional;

/** Finds the tenant that an operator names. */
final class ExistingTenant {
  private ExistingTenant() {}

  /**
   * The id of a tenant that is there.
   *
   * @throws NotFound if no tenant is called that, or could be
   */
  static TenantId of(String name, TenantRegistry tenants) {
    return Optional.of(name)
        .filter(TenantId::isWellFormed)
        .map(TenantId::new)
        .filter(id -> tenants.find(id).isPresent())
        .orElseThrow(() -> new NotFound("No tenant '" + name + "' exists"));
  }
}
