package dev.bulkhead.store.segments;

/** Stored bytes that are not the segment that was asked for, or of a version unknown here. */
public final class CorruptSegment extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CorruptSegment(String message) {
    super(message);
  }

  CorruptSegment(String message, Throwable cause) {
    super(message, cause);
  }
}
