package dev.bulkhead.store.metriclog;

/** Stored bytes that are no metrics, or are of a version that this code cannot read. */
public final class CorruptMetrics extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CorruptMetrics(String message) {
    super(message);
  }

  CorruptMetrics(String message, Throwable cause) {
    super(message, cause);
  }
}
