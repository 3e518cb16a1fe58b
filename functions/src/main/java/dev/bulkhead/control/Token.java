package dev.bulkhead.control;

import dev.bulkhead.tenancy.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of an API token.
 *
 * @param principal the name it was issued to
 */
public record Token(
    TokenId id,
    String principal,
    Role role,
    SecretHash hash,
    Instant issued,
    Optional<Instant> expires,
    Optional<Instant> revoked) {

  /** Whether its time is over. */
  public boolean isExpired(Instant now) {
    return expires.filter(end -> !now.isBefore(end)).isPresent();
  }
}
