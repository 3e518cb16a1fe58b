package dev.bulkhead.domain;

/**
 * Whatever a caller may be told: operations and stores throw nothing else on purpose. The edge
 * gives each kind its MLflow error code and HTTP status.
 */
public abstract sealed class TrackingException extends RuntimeException
    permits AlreadyExists,
        BadRequest,
        EndpointNotFound,
        Forbidden,
        InvalidParameter,
        NotFound,
        PayloadTooLarge,
        QuotaExceeded,
        Throttled,
        Unavailable {
  private static final long serialVersionUID = 1L;

  TrackingException(String message) {
    super(message);
  }
}
