package dev.bulkhead.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** URLs presigned by the SDK, as they are and with one thing changed. */
final class PresignedUrlTest {
  private static final String REGION = "eu-central-1";

  private final LocalIam iam = new LocalIam(Clock.systemUTC(), List.of(), List.of());
  private final Instant now = Instant.now();
  private Identity session;
  private URI url;

  @BeforeEach
  void presign() {
    Role role =
        new Role(
            "r", "arn:aws:iam::000000000000:role/r", TestPolicies.trustsEverybody(), List.of());
    session =
        iam.startSession(
            new SessionRequest(role, "acme", Duration.ofHours(1), List.of(), Map.of()));
    AwsSessionCredentials credentials =
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken().orElseThrow());
    try (S3Presigner presigner =
        S3Presigner.builder()
            .region(Region.of(REGION))
            .endpointOverride(URI.create("http://127.0.0.1:9000"))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .build()) {
      url =
          URI.create(
              presigner
                  .presignGetObject(
                      p ->
                          p.signatureDuration(Duration.ofMinutes(15))
                              .getObjectRequest(
                                  g -> g.bucket("artifacts").key("tenants/acme/a b+c/é//d")))
                  .url()
                  .toString());
    }
  }

  @Test
  void knowsWhoLentTheUrl() throws SignatureRefused {
    assertThat(verifier(now).verify(get(url.getRawQuery()), "UNSIGNED-PAYLOAD")).isSameAs(session);
  }

  static Stream<Arguments> tampered() {
    return Stream.of(
        Arguments.of("X-Amz-Expires=900", "X-Amz-Expires=9000", Refusal.MISMATCH),
        Arguments.of("X-Amz-Expires=900", "X-Amz-Expires=0", Refusal.INCOMPLETE_URL),
        Arguments.of("X-Amz-Expires=900", "X-Amz-Expires=604801", Refusal.INCOMPLETE_URL),
        Arguments.of(
            "X-Amz-Expires=900", "X-Amz-Expires=900&X-Amz-Expires=900", Refusal.INCOMPLETE_URL),
        Arguments.of("&X-Amz-Expires=900", "", Refusal.INCOMPLETE_URL),
        Arguments.of(
            "X-Amz-Security-Token=.{16}",
            "X-Amz-Security-Token=AAAAAAAAAAAAAAAA",
            Refusal.WRONG_TOKEN),
        Arguments.of("X-Amz-Security-Token=[^&]*&", "", Refusal.WRONG_TOKEN),
        Arguments.of("X-Amz-Signature=.{16}", "X-Amz-Signature=0000000000000000", Refusal.MISMATCH),
        Arguments.of("X-Amz-Signature=[^&]*", "X-Amz-Signature=", Refusal.INCOMPLETE_URL),
        Arguments.of("&?X-Amz-Signature=[^&]*", "", Refusal.INCOMPLETE_URL),
        Arguments.of("$", "&response-content-type=text/html", Refusal.MISMATCH),
        Arguments.of("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256", Refusal.INCOMPLETE_URL),
        Arguments.of("X-Amz-Credential=ASIA", "X-Amz-Credential=ASIB", Refusal.UNKNOWN_KEY),
        Arguments.of("%2Fs3%2F", "%2Fdynamodb%2F", Refusal.WRONG_SCOPE),
        Arguments.of(
            "X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=range", Refusal.UNSIGNED_HEADER));
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @MethodSource("tampered")
  void refusesAChangedQuery(String pattern, String replacement, Refusal expected) {
    String changed = url.getRawQuery().replaceFirst(pattern, replacement);

    assertThat(changed).isNotEqualTo(url.getRawQuery());
    assertThat(refusal(now, get(changed))).contains(expected);
  }

  @Test
  void refusesAnotherKey() {
    SignedRequest other =
        new SignedRequest(
            "GET", "/artifacts/tenants/acme2/a", url.getRawQuery(), get("").headers());

    assertThat(refusal(now, other)).contains(Refusal.MISMATCH);
  }

  @Test
  void refusesAnotherVerb() {
    SignedRequest head =
        new SignedRequest("PUT", url.getRawPath(), url.getRawQuery(), get("").headers());

    assertThat(refusal(now, head)).contains(Refusal.MISMATCH);
  }

  @Test
  void refusesASecondSignatureInTheHeader() {
    SignedRequest both =
        new SignedRequest(
            "GET",
            url.getRawPath(),
            url.getRawQuery(),
            Map.of("Host", List.of("127.0.0.1:9000"), "Authorization", List.of("AWS4")));

    assertThat(refusal(now, both)).contains(Refusal.INCOMPLETE);
  }

  @Test
  void refusesAnAddedHeaderThatS3ActsOn() {
    SignedRequest added =
        new SignedRequest(
            "GET",
            url.getRawPath(),
            url.getRawQuery(),
            Map.of("Host", List.of("127.0.0.1:9000"), "X-Amz-Acl", List.of("public-read")));

    assertThat(refusal(now, added)).contains(Refusal.UNSIGNED_HEADER);
  }

  @Test
  void diesWhenItsOwnTimeIsOver() {
    SignedRequest request = get(url.getRawQuery());

    assertThat(refusal(now.plus(Duration.ofMinutes(14)), request)).isEmpty();
    assertThat(refusal(now.plus(Duration.ofMinutes(16)), request)).contains(Refusal.EXPIRED_URL);
  }

  @Test
  void diesWithTheSessionThatLentIt() {
    SignedRequest request = get(url.getRawQuery());

    assertThat(refusal(now.plus(Duration.ofMinutes(61)), request)).contains(Refusal.EXPIRED_TOKEN);
  }

  private Optional<Refusal> refusal(Instant at, SignedRequest request) {
    SignatureRefused refused =
        catchThrowableOfType(
            SignatureRefused.class, () -> verifier(at).verify(request, "UNSIGNED-PAYLOAD"));
    return Optional.ofNullable(refused).map(SignatureRefused::refusal);
  }

  private SignatureVerifier verifier(Instant at) {
    return new SignatureVerifier(iam, SigningService.S3, REGION, Clock.fixed(at, ZoneOffset.UTC));
  }

  private SignedRequest get(String query) {
    return new SignedRequest(
        "GET", url.getRawPath(), query, Map.of("Host", List.of("127.0.0.1:9000")));
  }
}
