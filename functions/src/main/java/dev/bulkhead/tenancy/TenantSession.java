package dev.bulkhead.tenancy;

import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Credentials that can name one tenant's data alone, and when they end. */
public record TenantSession(AwsSessionCredentials credentials, Instant expiration) {

  /** Names the access key alone: the secret and the token are for signing only. */
  @Override
  public String toString() {
    return "TenantSession[" + credentials.accessKeyId() + ", until " + expiration + "]";
  }
}
