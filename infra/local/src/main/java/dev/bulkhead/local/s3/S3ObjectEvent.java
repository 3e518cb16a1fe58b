package dev.bulkhead.local.s3;

import java.time.Instant;

/**
 * Something that happened to an object.
 *
 * @param eventName such as {@code ObjectCreated:Put} or {@code ObjectRemoved:Delete}
 * @param key as it is, not encoded
 * @param size of the object in bytes; 0 if it was removed
 * @param eTag without quotes; empty if the object was removed
 * @param sequencer hexadecimal digits of equal number, greater for each later event
 * @param principal the ARN of who did it
 */
public record S3ObjectEvent(
    String eventName,
    String bucket,
    String key,
    long size,
    String eTag,
    String sequencer,
    Instant time,
    String principal) {

  /** Whether the object is gone, and so has neither size nor ETag. */
  public boolean isRemoval() {
    return eventName.startsWith("ObjectRemoved:");
  }
}
