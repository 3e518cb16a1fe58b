/**
 * The packed forms in which logged metrics are stored: many points as one columnar chunk, one point
 * as a small binary, a run's latest values. The layout of the bytes is in docs/metric-log.md.
 */
@NullMarked
package dev.bulkhead.store.metriclog;

import org.jspecify.annotations.NullMarked;
