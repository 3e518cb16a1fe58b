package dev.bulkhead.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A tenant's files as S3 has them, each named by its key below the tenant's artifacts, whatever
 * that is. Every read sees every write that was answered before it.
 */
public interface TenantObjects {

  /**
   * Some files in the order of their keys, at most 1,000.
   *
   * @param after itself not among them; empty for the first
   */
  Listed list(Optional<String> after);

  /** The file of that name. */
  Optional<StoredObject> find(String file);

  /** Removes files, at most 1,000; what is not there stays so. */
  void delete(List<String> files);

  /** Has S3 refuse everybody the file's bytes, by a tag; of no file, nothing. */
  void quarantine(String file);

  /** Takes the tag from the file; of no file, nothing. */
  void release(String file);

  /** A file, its size in bytes, its ETag without quotes, and when it was written. */
  record StoredObject(String file, long size, String etag, Instant modified) {}

  /**
   * Some files.
   *
   * @param more whether there are more behind the last
   */
  record Listed(List<StoredObject> objects, boolean more) {
    /** Copies the list. */
    public Listed {
      objects = List.copyOf(objects);
    }
  }
}
