/**
 * Artifact files: listing them, and lending clients presigned URLs so that their bytes go straight
 * to S3.
 */
@NullMarked
package dev.bulkhead.artifacts;

import org.jspecify.annotations.NullMarked;
