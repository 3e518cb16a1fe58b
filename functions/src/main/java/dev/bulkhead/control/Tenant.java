package dev.bulkhead.control;

import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;

/** A tenant as its operators know it. */
public record Tenant(TenantId id, Standing standing, Instant created) {}
