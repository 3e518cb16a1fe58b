/** What must hold whatever several tenants do in whatever order, tried by chance. */
@NullMarked
package dev.bulkhead.invariants;

import org.jspecify.annotations.NullMarked;
