package dev.bulkhead.store;

import java.util.List;
import java.util.Optional;

/**
 * A tenant's exports, each a folder of objects of the tenant's own: what was written by {@link
 * #put}, and copies of the tenant's other objects, which S3 makes by itself.
 */
public interface Exports {

  /** The largest object that S3 copies in one call. */
  long LARGEST_COPY = 5L << 30;

  /** All exports, the latest first; their names sort by time. */
  List<String> names();

  /** Writes an object of an export. */
  void put(String export, String name, byte[] bytes);

  /** An object of an export, if it is there. */
  Optional<byte[]> find(String export, String name);

  /**
   * Some of the tenant's objects in the order of their names, at most 1,000.
   *
   * @param folder below the tenant's own, such as {@code artifacts/}
   * @param after the name that the listing before ended with; empty for the first
   */
  Listed list(String folder, Optional<String> after);

  /** Copies an object into an export; nothing if it is not there any more. */
  Optional<Copy> keep(String export, String name);

  /** Copies an object of an export to where it was; nothing if the export has lost it. */
  Optional<Copy> bringBack(String export, String name);

  /** Deletes an export. */
  void remove(String export);

  /**
   * An object, by its name below the tenant's folder.
   *
   * @param size in bytes
   */
  record Found(String name, long size) {}

  /**
   * Some objects.
   *
   * @param more whether there are more behind the last
   */
  record Listed(List<Found> objects, boolean more) {
    /** Copies the list. */
    public Listed {
      objects = List.copyOf(objects);
    }
  }

  /**
   * What S3 says of a copy that it made.
   *
   * @param sha256 of its bytes, in Base64
   */
  record Copy(String name, long size, String sha256) {}
}
