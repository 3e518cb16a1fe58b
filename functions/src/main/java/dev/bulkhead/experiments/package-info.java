/** Experiments: one class an operation, and the function that routes to them. */
@NullMarked
package dev.bulkhead.experiments;

import org.jspecify.annotations.NullMarked;
