/**
 * Measures Bulkhead's local stack beside other MLflow servers, in one interleaved run: {@code
 * ./bulkhead bench}. {@link dev.bulkhead.bench.BenchCommand} reads the command line; a {@code Peer}
 * starts a server, a {@code Workload} says what is asked of it, {@code Load} asks it, and {@code
 * Report} writes what came of it.
 */
@NullMarked
package dev.bulkhead.bench;

import org.jspecify.annotations.NullMarked;
