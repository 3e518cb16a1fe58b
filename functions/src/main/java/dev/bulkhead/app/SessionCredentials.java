package dev.bulkhead.app;

import dev.bulkhead.tenancy.SessionRequest;
import dev.bulkhead.tenancy.TenantSession;
import dev.bulkhead.tenancy.TenantSessions;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * The credentials of one session request, asked for anew by each AWS call, so that a client
 * outlives its sessions and can never sign as anything but what it was made for.
 */
record SessionCredentials(TenantSessions sessions, SessionRequest request)
    implements AwsCredentialsProvider {

  /** A session minted for one call. */
  TenantSession fresh() {
    return sessions.fresh(request);
  }

  /** The session that a call made now is signed with. */
  TenantSession current() {
    return sessions.get(request);
  }

  /** Drops a session that AWS says has ended. */
  void forget(TenantSession ended) {
    sessions.forget(request, ended);
  }

  @Override
  public AwsCredentials resolveCredentials() {
    return current().credentials();
  }
}
