/** The chores on the local stack. */
@NullMarked
package dev.bulkhead.maintenance;

import org.jspecify.annotations.NullMarked;
