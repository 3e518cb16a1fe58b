package dev.bulkhead.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What S3 told of a tenant's uploads: each path's newest event, whatever the order they came in.
 */
public interface UploadStore {

  /** Notes an event, unless a newer one of the same path is noted already. */
  void note(Upload upload);

  /** The newest event of a path. */
  Optional<Upload> find(ArtifactPath path);

  /** Forgets the files of a folder of which the newest event is that they were removed. */
  void forgetRemoved(ArtifactPath folder);

  /**
   * An event.
   *
   * @param removed that the file was deleted; size and ETag are then 0 and empty
   * @param size in bytes
   * @param sequencer what S3 orders the events of one key by
   */
  record Upload(
      ArtifactPath path,
      boolean removed,
      long size,
      String etag,
      Sequencer sequencer,
      Instant time) {}

  /**
   * S3's order of events on one key: hexadecimal numbers of varying length, compared from the left
   * (Amazon S3 User Guide, "Event message structure").
   */
  record Sequencer(String value) implements Comparable<Sequencer> {
    private static final int LENGTH = 64;

    /** The value padded on the right, so that it compares as plain text. */
    public String padded() {
      return value + "0".repeat(Math.max(0, LENGTH - value.length()));
    }

    @Override
    public int compareTo(Sequencer other) {
      return padded().compareTo(other.padded());
    }
  }
}
