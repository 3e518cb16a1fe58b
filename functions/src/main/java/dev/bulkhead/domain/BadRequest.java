package dev.bulkhead.domain;

/** A request that is not one: BAD_REQUEST, 400. */
public final class BadRequest extends TrackingException {
  private static final long serialVersionUID = 1L;

  /** With the words the caller is told. */
  public BadRequest(String message) {
    super(message);
  }
}
