package dev.bulkhead.domain;

/** A body larger than may pass through a function: 413, with what to do instead. */
public final class PayloadTooLarge extends TrackingException {
  private static final long serialVersionUID = 1L;

  /** With the words the caller is told. */
  public PayloadTooLarge(String message) {
    super(message);
  }
}
