package dev.bulkhead.domain;

/** A value that MLflow refuses: INVALID_PARAMETER_VALUE, 400. */
public final class InvalidParameter extends TrackingException {
  private static final long serialVersionUID = 1L;

  /** With the words the caller is told. */
  public InvalidParameter(String message) {
    super(message);
  }
}
