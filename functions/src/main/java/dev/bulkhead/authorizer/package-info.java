/** Who a credential belongs to: the one place that decides which tenant a call is in. */
@NullMarked
package dev.bulkhead.authorizer;

import org.jspecify.annotations.NullMarked;
