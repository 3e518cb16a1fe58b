package dev.bulkhead.domain;

/** Too many calls for now: REQUEST_LIMIT_EXCEEDED, 429; clients wait and retry. */
public final class Throttled extends TrackingException {
  private static final long serialVersionUID = 1L;

  /** With the words the caller is told. */
  public Throttled(String message) {
    super(message);
  }
}
