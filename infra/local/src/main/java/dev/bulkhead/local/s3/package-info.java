/**
 * S3 for one bucket. A request passes the {@code Door} (whose key, is the session alive), then
 * S3Proxy (is the signature good), then a {@code GuardedStore} of its own (what does IAM say) to
 * the {@code Bucket}, which keeps each object in a file of its own.
 *
 * <p>Not as in S3: no versions, access lists, encryption headers or browser forms (all denied);
 * tags are put and deleted, and judged by, but not read back or set by a header; no checksum for
 * objects that were sent without one; {@code Expires} is not kept; lists of parts are not paged; a
 * single signed body that is not {@code aws-chunked} ends at 128 MiB.
 */
@NullMarked
package dev.bulkhead.local.s3;

import org.jspecify.annotations.NullMarked;
