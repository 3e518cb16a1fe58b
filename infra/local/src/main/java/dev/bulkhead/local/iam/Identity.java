package dev.bulkhead.local.iam;

import java.time.Instant;
import java.util.Optional;

/**
 * The holder of an access key: a role session, or an operator's own long-lived key.
 *
 * @param sessionToken what must accompany each call of a session; empty for a long-lived key
 * @param expiration when a session ends; empty for a long-lived key and a function's own session
 * @param principalArn such as {@code arn:aws:sts::000000000000:assumed-role/TenantDataRole/acme}
 */
public record Identity(
    String accessKeyId,
    String secretAccessKey,
    Optional<String> sessionToken,
    Optional<Instant> expiration,
    String principalArn) {

  /** Hides the secret and the token. */
  @Override
  public String toString() {
    return "Identity[" + accessKeyId + ", " + principalArn + "]";
  }
}
