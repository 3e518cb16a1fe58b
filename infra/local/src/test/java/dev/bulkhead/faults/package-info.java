/**
 * AWS at its worst, injected between the functions and the local stack, and what must come of it.
 */
@NullMarked
package dev.bulkhead.faults;

import org.jspecify.annotations.NullMarked;
