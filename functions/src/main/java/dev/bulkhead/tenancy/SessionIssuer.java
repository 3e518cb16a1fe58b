package dev.bulkhead.tenancy;

/** Hands out new sessions; in production that is STS. */
@FunctionalInterface
public interface SessionIssuer {

  /**
   * A new session for exactly this request.
   *
   * @throws dev.bulkhead.domain.Unavailable if none can be had for now
   */
  TenantSession issue(SessionRequest request);
}
