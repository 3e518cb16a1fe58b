package dev.bulkhead.domain;

/** Not there, or another tenant's, in the same words: RESOURCE_DOES_NOT_EXIST, 404. */
public final class NotFound extends TrackingException {
  private static final long serialVersionUID = 1L;

  /** With the words the caller is told. */
  public NotFound(String message) {
    super(message);
  }
}
