package dev.bulkhead.domain;

/** AWS did not answer in time: TEMPORARILY_UNAVAILABLE, 503; every write is safe to repeat. */
public final class Unavailable extends TrackingException {
  private static final long serialVersionUID = 1L;

  /** With the words the caller is told. */
  public Unavailable(String message) {
    super(message);
  }
}
