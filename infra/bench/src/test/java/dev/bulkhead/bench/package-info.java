/** Tests of how the benchmarks count; that servers can be measured is tried by running them. */
package dev.bulkhead.bench;
