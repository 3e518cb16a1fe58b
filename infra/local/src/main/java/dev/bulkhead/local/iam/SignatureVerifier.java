package dev.bulkhead.local.iam;

import dev.bulkhead.local.iam.SignatureClaim.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks Signature Version 4: in the Authorization header, and in the query of a presigned URL. */
public final class SignatureVerifier {
  private static final Duration SKEW = Duration.ofMinutes(15);

  private final Iam iam;
  private final SigningService service;
  private final String region;
  private final Clock clock;

  /** Checks calls to one service of one region. */
  public SignatureVerifier(Iam iam, SigningService service, String region, Clock clock) {
    this.iam = iam;
    this.service = service;
    this.region = region;
    this.clock = clock;
  }

  /**
   * Finds out who made the request.
   *
   * @param payloadHash what stands for the body in the signature: its SHA-256 in hex, or what S3's
   *     {@code x-amz-content-sha256} says instead, such as {@code UNSIGNED-PAYLOAD}
   * @throws SignatureRefused if the request does not prove it
   */
  public Identity verify(SignedRequest request, String payloadHash) throws SignatureRefused {
    try {
      return check(request, QueryParameters.parse(request.rawQuery()), payloadHash);
    } catch (IllegalArgumentException e) {
      throw new SignatureRefused(Refusal.INCOMPLETE, "Broken percent-encoding");
    }
  }

  /**
   * Finds out who made a request whose body is signed as it is, as every service but S3 has it.
   *
   * @throws SignatureRefused if the request does not prove it
   */
  public Identity verify(SignedRequest request, byte[] body) throws SignatureRefused {
    return verify(request, SigningKey.sha256(body));
  }

  private Identity check(SignedRequest request, QueryParameters query, String payloadHash)
      throws SignatureRefused {
    SignatureClaim claim = new SignatureClaimReader(request, query).read();
    checkScope(claim);
    checkHeaders(request, claim);
    Identity identity = holder(claim);
    String expected = signature(request, query, claim, identity, payloadHash);
    if (!same(expected, claim.signature())) {
      throw new SignatureRefused(
          Refusal.MISMATCH,
          "The request signature we calculated does not match the signature you provided.");
    }
    checkTime(claim, identity);
    return identity;
  }

  private void checkScope(SignatureClaim claim) throws SignatureRefused {
    Scope scope = claim.scope();
    if (!scope.service().equals(service.scope())
        || !scope.region().equals(region)
        || !claim.timestamp().startsWith(scope.date())) {
      throw new SignatureRefused(
          Refusal.WRONG_SCOPE,
          "Credential should be scoped to service '%s', region '%s' and the day of the request."
              .formatted(service.scope(), region));
    }
  }

  /** What a service acts on must be signed, or whoever forwards a call could change its meaning. */
  private static void checkHeaders(SignedRequest request, SignatureClaim claim)
      throws SignatureRefused {
    boolean allSigned =
        request.headers().keySet().stream()
            .filter(name -> name.equals("host") || name.startsWith("x-amz-"))
            .allMatch(claim.signedHeaders()::contains);
    if (!allSigned || !claim.signedHeaders().contains("host")) {
      throw new SignatureRefused(
          Refusal.UNSIGNED_HEADER,
          "There were headers present in the request which were not signed");
    }
  }

  private Identity holder(SignatureClaim claim) throws SignatureRefused {
    Identity identity =
        iam.find(claim.scope().accessKeyId())
            .orElseThrow(
                () ->
                    new SignatureRefused(
                        Refusal.UNKNOWN_KEY,
                        "The security token included in the request is invalid."));
    if (!sameToken(identity.sessionToken(), claim.token())) {
      throw new SignatureRefused(
          Refusal.WRONG_TOKEN, "The security token included in the request is invalid.");
    }
    return identity;
  }

  private void checkTime(SignatureClaim claim, Identity identity) throws SignatureRefused {
    Instant now = clock.instant();
    if (identity.expiration().filter(end -> !now.isBefore(end)).isPresent()) {
      throw new SignatureRefused(
          Refusal.EXPIRED_TOKEN, "The security token included in the request is expired");
    }
    if (claim.signedAt().isAfter(now.plus(SKEW))) {
      throw new SignatureRefused(Refusal.SKEWED, "Signature not yet current: " + claim.timestamp());
    }
    Instant end = claim.signedAt().plus(claim.presigned().orElse(SKEW));
    if (now.isAfter(end)) {
      throw claim.presigned().isPresent()
          ? new SignatureRefused(Refusal.EXPIRED_URL, "Request has expired")
          : new SignatureRefused(Refusal.SKEWED, "Signature expired: " + claim.timestamp());
    }
  }

  private String signature(
      SignedRequest request,
      QueryParameters query,
      SignatureClaim claim,
      Identity identity,
      String payloadHash) {
    String canonical =
        String.join(
            "\n",
            request.method(),
            CanonicalPath.of(service, request.rawPath()),
            query.canonical(),
            canonicalHeaders(request, claim.signedHeaders()),
            String.join(";", claim.signedHeaders()),
            payloadHash);
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            claim.timestamp(),
            claim.scope().text(),
            SigningKey.sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    return new SigningKey(identity.secretAccessKey(), claim.scope()).sign(toSign);
  }

  private static String canonicalHeaders(SignedRequest request, List<String> names) {
    return names.stream()
        .map(name -> name + ":" + canonicalValue(request.header(name)) + "\n")
        .collect(Collectors.joining());
  }

  private static String canonicalValue(List<String> values) {
    return values.stream()
        .map(v -> v.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  private static boolean sameToken(Optional<String> expected, Optional<String> actual) {
    return expected.isPresent() == actual.isPresent()
        && same(expected.orElse(""), actual.orElse(""));
  }

  /** Takes the same time wherever the first difference is. */
  private static boolean same(String expected, String actual) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }
}
