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

  @Override
  public AwsCredentials resolveCredentials() {
    return sessions.get(request).credentials();
  }
}
