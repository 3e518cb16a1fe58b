package dev.bulkhead.store;

/**
 * What files take of S3: those that are served, and apart from them those in quarantine. Also the
 * difference of two such, and then any of the numbers may be negative.
 */
public record Usage(long bytes, long files, long quarantinedBytes, long quarantinedFiles) {
  /** Nothing. */
  public static final Usage NONE = new Usage(0, 0, 0, 0);

  /** One file. */
  public static Usage ofFile(long bytes, boolean quarantined) {
    return quarantined ? new Usage(0, 0, bytes, 1) : new Usage(bytes, 1, 0, 0);
  }

  /** Both together. */
  public Usage plus(Usage other) {
    return new Usage(
        bytes + other.bytes,
        files + other.files,
        quarantinedBytes + other.quarantinedBytes,
        quarantinedFiles + other.quarantinedFiles);
  }

  /** This without the other. */
  public Usage minus(Usage other) {
    return new Usage(
        bytes - other.bytes,
        files - other.files,
        quarantinedBytes - other.quarantinedBytes,
        quarantinedFiles - other.quarantinedFiles);
  }
}
