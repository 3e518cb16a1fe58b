package dev.bulkhead.domain;

/**
 * How much a tenant may store as artifacts.
 *
 * @param bytes at most this many, and exactly as many are within it
 */
public record StorageQuota(long bytes) {

  /** Refuses a negative quota. */
  public StorageQuota {
    if (bytes < 0) {
      throw new IllegalArgumentException("A quota of " + bytes + " bytes");
    }
  }

  /** Whether so many bytes are within it. */
  public boolean admits(long stored) {
    return stored <= bytes;
  }
}
