/** Who signed a call, and whether the policies that hold for them allow it. */
@NullMarked
package dev.bulkhead.local.iam;

import org.jspecify.annotations.NullMarked;
