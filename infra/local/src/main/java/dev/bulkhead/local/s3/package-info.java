/**
 * S3 for one bucket: S3Proxy speaks the protocol and checks signatures, {@code GuardedStore} puts
 * every call to IAM, {@code Bucket} keeps the objects.
 */
@NullMarked
package dev.bulkhead.local.s3;

import org.jspecify.annotations.NullMarked;
