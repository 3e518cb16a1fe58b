package dev.bulkhead.artifacts;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.http.Fields;
import java.time.Duration;

/** How long a client asks a URL to live. */
final class Expiration {
  /** S3's longest, and therefore MLflow's. */
  private static final long MAX_SECONDS = 604_800;

  private Expiration() {}

  /** What is asked, or for want of it the default; never longer than anything is lent. */
  static Duration of(Fields fields, Duration unlessAsked) {
    long seconds = fields.int64("expiration").orElse(unlessAsked.toSeconds());
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new InvalidParameter(
          "expiration must be between 1 and %d seconds (got %d).".formatted(MAX_SECONDS, seconds));
    }
    return Duration.ofSeconds(Math.min(seconds, Files.LIFETIME.toSeconds()));
  }
}
