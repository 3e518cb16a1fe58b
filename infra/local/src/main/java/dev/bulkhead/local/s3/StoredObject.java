package dev.bulkhead.local.s3;

import java.time.Instant;
import java.util.Map;

/**
 * What is known about an object, apart from its bytes.
 *
 * @param eTag without quotes
 * @param sequencer hexadecimal digits that are greater for each later change of the bucket
 * @param headers what S3 gives back of what it was given, under lower-case header names: content
 *     type and the like, {@code x-amz-meta-*} and {@code x-amz-checksum-*}
 */
record StoredObject(
    String key,
    long size,
    String eTag,
    Instant lastModified,
    String sequencer,
    Map<String, String> headers) {

  StoredObject {
    headers = Map.copyOf(headers);
  }
}
