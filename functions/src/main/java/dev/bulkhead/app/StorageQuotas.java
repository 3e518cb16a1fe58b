package dev.bulkhead.app;

import dev.bulkhead.control.Tenant;
import dev.bulkhead.control.TenantRegistry;
import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;

/**
 * How much tenants may store, as operators said a moment ago: for as long as the gateway, too, goes
 * by what the authorizer answered.
 */
public final class StorageQuotas implements Function<TenantId, Optional<StorageQuota>> {
  /** How long a quota that was changed may still be gone by. */
  public static final Duration WINDOW = Duration.ofSeconds(60);

  private static final int MAX_SIZE = 1_000;

  private final TenantRegistry tenants;
  private final Clock clock;
  private final LinkedHashMap<TenantId, Seen> seen = new LinkedHashMap<>();

  /** The quotas of these tenants. */
  StorageQuotas(TenantRegistry tenants, Clock clock) {
    this.tenants = tenants;
    this.clock = clock;
  }

  private record Seen(Instant time, Optional<StorageQuota> quota) {}

  /** The tenant's quota; a tenant that is not there has none. */
  @Override
  public synchronized Optional<StorageQuota> apply(TenantId tenant) {
    Instant now = clock.instant();
    Seen known = seen.get(tenant);
    if (known != null && now.isBefore(known.time().plus(WINDOW))) {
      return known.quota();
    }
    Optional<StorageQuota> quota = tenants.find(tenant).flatMap(Tenant::quota);
    seen.remove(tenant);
    if (seen.size() == MAX_SIZE) {
      seen.pollFirstEntry();
    }
    seen.put(tenant, new Seen(now, quota));
    return quota;
  }
}
