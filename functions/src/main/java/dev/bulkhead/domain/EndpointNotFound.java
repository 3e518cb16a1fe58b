package dev.bulkhead.domain;

/** No such route: ENDPOINT_NOT_FOUND, 404, on which MLflow clients fall back to older routes. */
public final class EndpointNotFound extends TrackingException {
  private static final long serialVersionUID = 1L;

  /** With the words the caller is told. */
  public EndpointNotFound(String message) {
    super(message);
  }
}
