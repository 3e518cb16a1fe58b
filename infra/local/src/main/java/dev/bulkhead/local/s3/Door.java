package dev.bulkhead.local.s3;

import dev.bulkhead.local.iam.Iam;
import dev.bulkhead.local.iam.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Finds out whose key signed a request, and whether the session is alive. The signature itself is
 * S3Proxy's to check, with the secret of that key.
 */
record Door(Iam iam, String region, InstantSource clock) {

  Identity admit(S3Request request) {
    Instant now = clock.instant();
    Credential credential = Credential.of(request, now);
    Identity caller = iam.find(credential.accessKeyId()).orElseThrow(Door::unknownKey);
    checkToken(caller, credential.sessionToken());
    if (caller.expiration().filter(end -> !now.isBefore(end)).isPresent()) {
      throw Refusal.of(400, "ExpiredToken", "The provided token has expired.");
    }
    if (!credential.region().equals(region)) {
      throw Refusal.of(
          400,
          "AuthorizationHeaderMalformed",
          "The authorization header is malformed; the region '%s' is wrong; expecting '%s'"
              .formatted(credential.region(), region));
    }
    return caller;
  }

  private static void checkToken(Identity caller, Optional<String> sent) {
    if (sent.isEmpty() && caller.sessionToken().isPresent()) {
      throw unknownKey();
    }
    if (!isSame(caller.sessionToken().orElse(""), sent.orElse(""))) {
      throw Refusal.of(
          400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
    }
  }

  private static boolean isSame(String left, String right) {
    return MessageDigest.isEqual(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  /** What S3 says of a session's key without its token, too. */
  private static RuntimeException unknownKey() {
    return Refusal.of(
        403,
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.");
  }
}
