package dev.bulkhead.store;

import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.TenantId;

/** Opens a tenant's stores: the one place where a tenant is named to a store. */
@FunctionalInterface
public interface Stores {

  /** The tenant's stores, with credentials that allow this access and no more. */
  TenantStores open(TenantId tenant, Access access);
}
