package dev.bulkhead.control;

import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.TenantId;

/** Opens a tenant's tokens. */
@FunctionalInterface
public interface TokenStores {

  /** The tenant's tokens, for this access and no more. */
  TokenStore open(TenantId tenant, Access access);
}
