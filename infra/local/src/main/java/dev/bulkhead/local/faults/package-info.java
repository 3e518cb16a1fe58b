/** AWS at its worst, injected between the functions and the local stack. */
@NullMarked
package dev.bulkhead.local.faults;

import org.jspecify.annotations.NullMarked;
