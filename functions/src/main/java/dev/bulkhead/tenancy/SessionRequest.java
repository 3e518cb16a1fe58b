package dev.bulkhead.tenancy;

import java.time.Duration;
import java.time.Instant;

/**
 * Everything that STS is told when a session is asked for, and therefore the key under which the
 * session is cached: what is not in here cannot differ between two sessions.
 */
public record SessionRequest(
    String roleArn, TenantId tenant, Access access, SessionPolicy policy, Duration lifetime) {

  /**
   * Whether a session that ends then is still handed out now: while half its life is left, which is
   * longer than any call takes and than a download is lent for.
   */
  boolean isFresh(Instant expiration, Instant now) {
    return now.plus(lifetime.dividedBy(2)).isBefore(expiration);
  }
}
