/** The AWS that Bulkhead runs on when there is no AWS. */
@NullMarked
package dev.bulkhead.local;

import org.jspecify.annotations.NullMarked;
