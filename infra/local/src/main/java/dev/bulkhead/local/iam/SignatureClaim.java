package dev.bulkhead.local.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a request says of its own signature, not believed yet.
 *
 * @param presigned for how long a URL is lent; empty for a request signed in its header
 * @param token the session token that came along
 */
record SignatureClaim(
    Scope scope,
    List<String> signedHeaders,
    String signature,
    String timestamp,
    Instant signedAt,
    Optional<Duration> presigned,
    Optional<String> token) {

  /** The credential scope: whose key, and for which day, region and service it is derived. */
  record Scope(String accessKeyId, String date, String region, String service) {
    String text() {
      return String.join("/", date, region, service, "aws4_request");
    }
  }
}
