package dev.bulkhead.uploads;

import dev.bulkhead.store.UploadStore.Sequencer;
import dev.bulkhead.store.UploadStore.Upload;
import java.time.Instant;

/**
 * That S3 made or removed an object.
 *
 * @param key decoded
 * @param size in bytes, 0 for a removed object
 */
record ObjectEvent(
    String bucket,
    String key,
    boolean removed,
    long size,
    String etag,
    Sequencer sequencer,
    Instant time) {

  /** The event as its tenant's store notes it. */
  Upload of(String file) {
    return new Upload(file, removed, size, etag, sequencer, time);
  }
}
