/** What is done for each tenant when nobody waits: chores, in bounded steps, on a schedule. */
@NullMarked
package dev.bulkhead.maintenance;

import org.jspecify.annotations.NullMarked;
