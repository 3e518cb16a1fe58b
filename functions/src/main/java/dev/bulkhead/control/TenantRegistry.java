package dev.bulkhead.control;

import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import java.util.Optional;

/** Which tenants there are; for operators alone. Every read sees every write answered before it. */
public interface TenantRegistry extends TenantDirectory {

  /**
   * Adds an active tenant without a quota; one that is there stays as it is. Returns what is there
   * then.
   */
  Tenant create(TenantId id, Instant now);

  /** The tenant of that id. */
  Optional<Tenant> find(TenantId id);

  /**
   * Says whether the tenant's tokens are honoured.
   *
   * @throws dev.bulkhead.domain.NotFound if there is no such tenant
   */
  void setStanding(TenantId id, Standing standing);

  /**
   * Says how much the tenant may store.
   *
   * @param quota empty for as much as it likes
   * @throws dev.bulkhead.domain.NotFound if there is no such tenant
   */
  void setQuota(TenantId id, Optional<StorageQuota> quota);
}
