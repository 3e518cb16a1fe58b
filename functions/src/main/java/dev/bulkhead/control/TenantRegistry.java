package dev.bulkhead.control;

import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import java.util.Optional;

/** Which tenants there are; for operators alone. Every read sees every write answered before it. */
public interface TenantRegistry extends TenantDirectory {

  /** Adds an active tenant; one that is there stays as it is. Returns what is there then. */
  Tenant create(TenantId id, Instant now);

  /** The tenant of that id. */
  Optional<Tenant> find(TenantId id);

  /**
   * Says whether the tenant's tokens are honoured.
   *
   * @throws dev.bulkhead.domain.NotFound if there is no such tenant
   */
  void setStanding(TenantId id, Standing standing);
}
