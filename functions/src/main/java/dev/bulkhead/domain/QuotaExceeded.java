package dev.bulkhead.domain;

/**
 * There is no room for it in the tenant's storage quota: QUOTA_EXCEEDED, 403, which no client
 * repeats.
 */
public final class QuotaExceeded extends TrackingException {
  private static final long serialVersionUID = 1L;

  /** With the words the caller is told. */
  public QuotaExceeded(String message) {
    super(message);
  }
}
