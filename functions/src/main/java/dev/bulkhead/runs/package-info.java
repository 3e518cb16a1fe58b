/**
 * Runs and what is logged to them: one class an operation, and the function that routes to them.
 */
@NullMarked
package dev.bulkhead.runs;

import org.jspecify.annotations.NullMarked;
