/** The stores' side of S3: a tenant's objects under its own prefix, and URLs that lend them. */
@NullMarked
package dev.bulkhead.store.s3;

import org.jspecify.annotations.NullMarked;
