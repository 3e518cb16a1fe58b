package dev.bulkhead.store.segments;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.tenancy.TenantId;

/**
 * Which segment it is, and whose. All of it is in the segment's bytes too, so that one that was
 * taken for another's is found out.
 *
 * @param name given once, never again
 */
public record SegmentId(TenantId tenant, ExperimentId experiment, String name) {}
