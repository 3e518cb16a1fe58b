package dev.bulkhead.store;

import dev.bulkhead.domain.StorageQuota;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What S3 told of a tenant's files, each file's newest event, whatever the order they came in; and
 * the counters of {@link UsageStore}, which every change of a note moves in the same transaction,
 * so that they are the sum of the notes at any time.
 *
 * <p>A file is named by its key below the tenant's artifacts. Whoever writes to S3 itself may
 * choose that at will, so it need not be an {@link ArtifactPath}; it is counted all the same.
 */
public interface UploadStore {
  /** As S3 and DynamoDB order keys, by bytes of UTF-8, which Java's strings do not. */
  Comparator<String> BY_KEY =
      Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  /**
   * Notes events, each unless a newer one of the same file is noted already; noting one twice
   * changes nothing. Of a file that would take the tenant over its quota, it is noted that it is in
   * quarantine: exactly so, however many are noted at once. When this fails, some of the files may
   * have been noted.
   *
   * @return the files that may have come into quarantine or left it, to be told to S3
   */
  List<String> note(List<Upload> uploads, Optional<StorageQuota> quota);

  /** What is noted of a file. */
  Optional<Noted> find(String file);

  /** Takes a file out of quarantine if it is in one and within the quota; says whether it was. */
  boolean release(String file, Optional<StorageQuota> quota);

  /**
   * Notes what a listing of S3 found in the place of what was known before it, unless something
   * else has been noted since; says whether it did. What is told later stands, as with any note.
   */
  boolean correct(Optional<Noted> known, Upload found, Optional<StorageQuota> quota);

  /**
   * The notes of the files behind one, in S3's order of keys.
   *
   * @param after itself not among them; empty for the first
   * @param last none behind this one
   */
  Stretch stretch(Optional<String> after, Optional<String> last);

  /**
   * A file's newest event, and whether it is held back because it was over the quota.
   *
   * @param quarantined never for a removed file
   */
  record Noted(Upload upload, boolean quarantined) {

    /** What the file takes. */
    public Usage usage() {
      return upload.removed() ? Usage.NONE : Usage.ofFile(upload.size(), quarantined);
    }
  }

  /**
   * Some notes, none missing among them.
   *
   * @param end the last file that they reach to, whether it is noted or not; empty if there are no
   *     more
   */
  record Stretch(List<Noted> notes, Optional<String> end) {
    /** Copies the notes. */
    public Stretch {
      notes = List.copyOf(notes);
    }

    /** Whether a file behind the first is not behind the last. */
    public boolean reaches(String file) {
      return end.isEmpty() || BY_KEY.compare(file, end.get()) <= 0;
    }
  }

  /** Forgets the files of a folder of which the newest event is that they were removed. */
  void forgetRemoved(ArtifactPath folder);

  /**
   * An event.
   *
   * @param file its key below the tenant's artifacts
   * @param removed that the file was deleted; size and ETag are then 0 and empty
   * @param size in bytes
   * @param sequencer what S3 orders the events of one key by
   */
  record Upload(
      String file, boolean removed, long size, String etag, Sequencer sequencer, Instant time) {}

  /**
   * S3's order of events on one key: hexadecimal numbers of varying length, compared from the left
   * (Amazon S3 User Guide, "Event message structure").
   */
  record Sequencer(String value) implements Comparable<Sequencer> {
    private static final int LENGTH = 64;

    /** Before every event. */
    public static final Sequencer NONE = new Sequencer("");

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
