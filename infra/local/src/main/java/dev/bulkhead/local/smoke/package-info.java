/** A quick check of a running deployment, from outside, as a client is. */
@NullMarked
package dev.bulkhead.local.smoke;

import org.jspecify.annotations.NullMarked;
