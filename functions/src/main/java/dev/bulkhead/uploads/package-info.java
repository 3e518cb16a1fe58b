/** What S3 tells of uploads: each file's path, size and ETag are noted for its tenant. */
@NullMarked
package dev.bulkhead.uploads;

import org.jspecify.annotations.NullMarked;
