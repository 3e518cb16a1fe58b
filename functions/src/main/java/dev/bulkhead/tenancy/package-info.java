/** Who calls, inside which tenant, and the AWS credentials that can name no other: the walls. */
@NullMarked
package dev.bulkhead.tenancy;

import org.jspecify.annotations.NullMarked;
