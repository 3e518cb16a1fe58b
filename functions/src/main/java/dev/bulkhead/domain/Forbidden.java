package dev.bulkhead.domain;

/** The caller may not do this: PERMISSION_DENIED, 403. */
public final class Forbidden extends TrackingException {
  private static final long serialVersionUID = 1L;

  /** With the words the caller is told. */
  public Forbidden(String message) {
    super(message);
  }
}
