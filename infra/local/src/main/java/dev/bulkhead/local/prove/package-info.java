/** Tries the walls of a running deployment from outside, with real credentials of two tenants. */
@NullMarked
package dev.bulkhead.local.prove;

import org.jspecify.annotations.NullMarked;
