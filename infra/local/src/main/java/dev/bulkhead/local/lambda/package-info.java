/** Runs the template's functions as Lambda does: a few instances of each, one request at a time. */
@NullMarked
package dev.bulkhead.local.lambda;

import org.jspecify.annotations.NullMarked;
