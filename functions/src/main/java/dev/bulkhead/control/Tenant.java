package dev.bulkhead.control;

import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * A tenant as its operators know it.
 *
 * @param quota how much it may store; empty for as much as it likes
 */
public record Tenant(
    TenantId id, Standing standing, Optional<StorageQuota> quota, Instant created) {}
