/** AssumeRole: where a caller swaps its own identity for a session of another role. */
@NullMarked
package dev.bulkhead.local.sts;

import org.jspecify.annotations.NullMarked;
