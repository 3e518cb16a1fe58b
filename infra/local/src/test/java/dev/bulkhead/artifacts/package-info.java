/** What artifact URLs bind, on the local stack. */
@NullMarked
package dev.bulkhead.artifacts;

import org.jspecify.annotations.NullMarked;
