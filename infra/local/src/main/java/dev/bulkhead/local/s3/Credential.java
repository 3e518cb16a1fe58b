package dev.bulkhead.local.s3;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * How a request says who sends it, before anything of that is proved.
 *
 * @param signedHeaders lower-case names of what the signature covers
 */
record Credential(
    String accessKeyId, String region, Set<String> signedHeaders, Optional<String> sessionToken) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Pattern HEADER =
      Pattern.compile(
          ALGORITHM
              + " Credential=([^,\\s]+),\\s*SignedHeaders=([^,\\s]+),\\s*Signature=[0-9a-f]+");
  private static final Pattern SCOPE = Pattern.compile("([^/]+)/\\d{8}/([^/]+)/s3/aws4_request");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofDays(7);

  /** Reads the Authorization header or the query of a presigned URL; S3 takes one of them. */
  static Credential of(S3Request request, Instant now) {
    Optional<String> header = request.header("Authorization");
    boolean presigned = request.has("X-Amz-Algorithm");
    if (header.isPresent() && presigned) {
      throw Refusal.of(
          400,
          "InvalidArgument",
          "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature"
              + " query string parameter or the Authorization header should be specified");
    }
    Credential credential =
        presigned
            ? ofQuery(request, now)
            : ofHeader(header.orElseThrow(() -> Refusal.accessDenied("Access Denied")), request);
    credential.demandSigned(request);
    return credential;
  }

  private static Credential ofHeader(String header, S3Request request) {
    Matcher parts = HEADER.matcher(header);
    if (!parts.matches()) {
      throw Refusal.of(400, "InvalidArgument", "Unsupported Authorization Type");
    }
    return of(parts.group(1), parts.group(2), request.header("X-Amz-Security-Token"));
  }

  private static Credential ofQuery(S3Request request, Instant now) {
    if (!required(request, "X-Amz-Algorithm").equals(ALGORITHM)) {
      throw malformedQuery("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
    }
    Instant date = date(required(request, "X-Amz-Date"));
    Duration lifetime = lifetime(required(request, "X-Amz-Expires"));
    if (date.isAfter(now.plus(SKEW))) {
      throw Refusal.accessDenied("Request is not valid yet");
    }
    if (!now.isBefore(date.plus(lifetime))) {
      throw Refusal.accessDenied("Request has expired");
    }
    required(request, "X-Amz-Signature");
    return of(
        required(request, "X-Amz-Credential"),
        required(request, "X-Amz-SignedHeaders"),
        request.parameter("X-Amz-Security-Token"));
  }

  private static Credential of(String scope, String signedHeaders, Optional<String> token) {
    Matcher parts = SCOPE.matcher(scope);
    if (!parts.matches()) {
      throw Refusal.of(
          400,
          "AuthorizationHeaderMalformed",
          "The Credential must be <access key>/YYYYMMDD/<region>/s3/aws4_request");
    }
    return new Credential(
        parts.group(1), parts.group(2), Set.copyOf(List.of(signedHeaders.split(";"))), token);
  }

  /**
   * A header that S3 acts on must be covered by the signature: a URL lent for one upload must not
   * become a copy by an {@code x-amz-copy-source} that its holder adds.
   */
  private void demandSigned(S3Request request) {
    for (String name : Collections.list(request.getHeaderNames())) {
      String lower = name.toLowerCase(Locale.ROOT);
      boolean matters =
          lower.equals("host")
              || (lower.startsWith("x-amz-") && !lower.equals("x-amz-content-sha256"));
      if (matters && !signedHeaders.contains(lower)) {
        throw Refusal.accessDenied(
            "There were headers present in the request which were not signed: " + lower);
      }
    }
  }

  private static String required(S3Request request, String parameter) {
    return request
        .parameter(parameter)
        .orElseThrow(
            () ->
                malformedQuery(
                    "Query-string authentication version 4 requires the X-Amz-Algorithm,"
                        + " X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and"
                        + " X-Amz-Expires parameters."));
  }

  private static Instant date(String text) {
    try {
      return LocalDateTime.parse(text, DATE).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException _) {
      throw malformedQuery("X-Amz-Date must be in the ISO8601 Long Format");
    }
  }

  private static Duration lifetime(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw malformedQuery("X-Amz-Expires should be a number");
    }
    var lifetime = Duration.ofSeconds(Long.parseLong(text));
    if (lifetime.compareTo(LONGEST) > 0) {
      throw malformedQuery("X-Amz-Expires must be less than a week (in seconds)");
    }
    return lifetime;
  }

  private static S3Exception malformedQuery(String message) {
    return Refusal.of(400, "AuthorizationQueryParametersError", message);
  }
}
