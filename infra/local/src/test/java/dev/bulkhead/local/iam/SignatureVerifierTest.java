package dev.bulkhead.local.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Requests signed by the SDK's own signer, as they are and with one thing changed. */
final class SignatureVerifierTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String REGION = "eu-central-1";
  private static final byte[] BODY = "{\"TableName\":\"runs\"}".getBytes(UTF_8);

  private static final Identity KEYS =
      new Identity(
          "AKIAEXAMPLE", "a secret", Optional.empty(), Optional.empty(), "arn:aws:iam::1:user/o");
  private static final Identity SESSION =
      new Identity(
          "ASIAEXAMPLE",
          "another/secret+",
          Optional.of("a//token+="),
          Optional.of(NOW.plus(Duration.ofHours(1))),
          "arn:aws:sts::1:assumed-role/r/s");

  /** Knows the two identities and judges nothing. */
  private static final Iam IAM =
      new Iam() {
        @Override
        public Optional<Identity> find(String accessKeyId) {
          return Stream.of(KEYS, SESSION)
              .filter(i -> i.accessKeyId().equals(accessKeyId))
              .findFirst();
        }

        @Override
        public boolean allows(Identity identity, AccessRequest request) {
          throw new UnsupportedOperationException("A signature says who, not what");
        }
      };

  @ParameterizedTest
  @EnumSource(SigningService.class)
  void knowsWhoSignedInTheHeader(SigningService service) throws SignatureRefused {
    SignedRequest request = signed(service, SESSION, "/a/b", NOW);

    assertThat(verifier(service, NOW).verify(request, BODY)).isSameAs(SESSION);
  }

  @Test
  void knowsWhoSignedWithKeysThatNeedNoToken() throws SignatureRefused {
    SignedRequest request = signed(SigningService.DYNAMODB, KEYS, "/", NOW);

    assertThat(verifier(SigningService.DYNAMODB, NOW).verify(request, BODY)).isSameAs(KEYS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bucket/a%20b",
        "/bucket/a%2Bb",
        "/bucket/a//b",
        "/bucket/a/../b",
        "/bucket/%E2%82%AC",
        "/bucket/a%2525",
        "/bucket/a%3Db%3Bc%40d%2Ce",
        "/bucket/"
      })
  void readsAnS3PathAsItIs(String path) throws SignatureRefused {
    SignedRequest request = signed(SigningService.S3, SESSION, path, NOW);

    assertThat(verifier(SigningService.S3, NOW).verify(request, BODY)).isSameAs(SESSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a%20b", "/a//b", "/a/./b/../c", "/a/"})
  void readsOtherPathsNormalised(String path) throws SignatureRefused {
    SignedRequest request = signed(SigningService.DYNAMODB, SESSION, path, NOW);

    assertThat(verifier(SigningService.DYNAMODB, NOW).verify(request, BODY)).isSameAs(SESSION);
  }

  static Stream<Arguments> tampered() {
    return Stream.of(
        row("another method", Refusal.MISMATCH, r -> copy(r, "PUT", r.rawPath(), r.rawQuery())),
        row("another path", Refusal.MISMATCH, r -> copy(r, r.method(), "/a/c", r.rawQuery())),
        row("another query", Refusal.MISMATCH, r -> copy(r, r.method(), r.rawPath(), "list=2")),
        row("no query", Refusal.MISMATCH, r -> copy(r, r.method(), r.rawPath(), "")),
        row("another host", Refusal.MISMATCH, r -> with(r, "host", "evil.example")),
        row("another target", Refusal.MISMATCH, r -> with(r, "x-amz-target", "Other")),
        row("a target twice", Refusal.MISMATCH, r -> with(r, "x-amz-target", "Some", "Other")),
        row(
            "a header that was not signed",
            Refusal.UNSIGNED_HEADER,
            r -> with(r, "x-amz-acl", "public-read")),
        row("another date", Refusal.MISMATCH, r -> with(r, "x-amz-date", "20261124T120001Z")),
        row("another day", Refusal.WRONG_SCOPE, r -> with(r, "x-amz-date", "20261125T120000Z")),
        row("no date", Refusal.INCOMPLETE, r -> with(r, "x-amz-date")),
        row("a date of no form", Refusal.INCOMPLETE, r -> with(r, "x-amz-date", "today")),
        row("no signature", Refusal.ANONYMOUS, r -> with(r, "authorization")),
        row("two signatures", Refusal.INCOMPLETE, r -> with(r, "authorization", "a", "b")),
        row("another way to sign", Refusal.INCOMPLETE, r -> with(r, "authorization", "Basic eDp5")),
        row(
            "another signature",
            Refusal.MISMATCH,
            r -> authorization(r, "Signature=.{16}", "Signature=0000000000000000")),
        row("a cut signature", Refusal.INCOMPLETE, r -> authorization(r, ".$", "")),
        row(
            "an unknown key",
            Refusal.UNKNOWN_KEY,
            r -> authorization(r, "ASIAEXAMPLE", "ASIAOTHER")),
        row(
            "another identity's key",
            Refusal.WRONG_TOKEN,
            r -> authorization(r, "ASIAEXAMPLE", "AKIAEXAMPLE")),
        row("another region", Refusal.WRONG_SCOPE, r -> authorization(r, REGION, "us-east-1")),
        row("another service", Refusal.WRONG_SCOPE, r -> authorization(r, "/dynamodb/", "/s3/")),
        row(
            "a host that was not signed",
            Refusal.UNSIGNED_HEADER,
            r -> authorization(r, "host;", "")),
        row(
            "fewer headers signed",
            Refusal.MISMATCH,
            r -> authorization(with(r, "x-amz-target"), ";x-amz-target", "")),
        row(
            "no token",
            Refusal.WRONG_TOKEN,
            r -> authorization(with(r, "x-amz-security-token"), ";x-amz-security-token", "")),
        row("another token", Refusal.WRONG_TOKEN, r -> with(r, "x-amz-security-token", "a//token")),
        row(
            "two tokens",
            Refusal.INCOMPLETE,
            r -> with(r, "x-amz-security-token", "a//token+=", "x")),
        row("broken encoding", Refusal.INCOMPLETE, r -> copy(r, r.method(), r.rawPath(), "a=%4")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("tampered")
  void refusesWhatWasChangedAfterSigning(
      String change, Refusal expected, UnaryOperator<SignedRequest> tamper) {
    SignedRequest request = tamper.apply(signed(SigningService.DYNAMODB, SESSION, "/a/b", NOW));

    assertThat(refusal(SigningService.DYNAMODB, NOW, request, BODY)).isEqualTo(expected);
  }

  @Test
  void refusesAnotherBody() {
    SignedRequest request = signed(SigningService.DYNAMODB, SESSION, "/", NOW);

    assertThat(refusal(SigningService.DYNAMODB, NOW, request, "{}".getBytes(UTF_8)))
        .isEqualTo(Refusal.MISMATCH);
  }

  @Test
  void refusesAnotherSecret() {
    Identity thief =
        new Identity(
            SESSION.accessKeyId(),
            "guessed",
            SESSION.sessionToken(),
            SESSION.expiration(),
            SESSION.principalArn());
    SignedRequest request = signed(SigningService.DYNAMODB, thief, "/", NOW);

    assertThat(refusal(SigningService.DYNAMODB, NOW, request, BODY)).isEqualTo(Refusal.MISMATCH);
  }

  @Test
  void refusesATokenForKeysThatHaveNone() {
    Identity odd =
        new Identity(
            KEYS.accessKeyId(),
            KEYS.secretAccessKey(),
            Optional.of("made up"),
            Optional.empty(),
            KEYS.principalArn());
    SignedRequest request = signed(SigningService.DYNAMODB, odd, "/", NOW);

    assertThat(refusal(SigningService.DYNAMODB, NOW, request, BODY)).isEqualTo(Refusal.WRONG_TOKEN);
  }

  static Stream<Arguments> clocks() {
    return Stream.of(
        Arguments.of("15 minutes late", Duration.ofMinutes(15), Optional.empty()),
        Arguments.of(
            "more than 15 minutes late", Duration.ofSeconds(901), Optional.of(Refusal.SKEWED)),
        Arguments.of("15 minutes early", Duration.ofMinutes(-15), Optional.empty()),
        Arguments.of(
            "more than 15 minutes early", Duration.ofSeconds(-901), Optional.of(Refusal.SKEWED)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clocks")
  void allowsForClocksThatDiffer(String name, Duration late, Optional<Refusal> expected) {
    SignedRequest request = signed(SigningService.DYNAMODB, KEYS, "/", NOW);

    assertThat(find(SigningService.DYNAMODB, NOW.plus(late), request, SigningKey.sha256(BODY)))
        .isEqualTo(expected);
  }

  @Test
  void refusesASessionFromTheSecondItEnds() {
    Instant end = SESSION.expiration().orElseThrow();
    SignedRequest request = signed(SigningService.DYNAMODB, SESSION, "/", end);

    assertThat(refusal(SigningService.DYNAMODB, end, request, BODY))
        .isEqualTo(Refusal.EXPIRED_TOKEN);
    assertThat(find(SigningService.DYNAMODB, end.minusSeconds(1), request, SigningKey.sha256(BODY)))
        .isEmpty();
  }

  static Refusal refusal(SigningService service, Instant now, SignedRequest request, byte[] body) {
    return find(service, now, request, SigningKey.sha256(body)).orElseThrow();
  }

  private static Optional<Refusal> find(
      SigningService service, Instant now, SignedRequest request, String payloadHash) {
    SignatureRefused refused =
        catchThrowableOfType(
            SignatureRefused.class, () -> verifier(service, now).verify(request, payloadHash));
    return Optional.ofNullable(refused).map(SignatureRefused::refusal);
  }

  private static SignatureVerifier verifier(SigningService service, Instant now) {
    return new SignatureVerifier(IAM, service, REGION, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static SignedRequest signed(
      SigningService service, Identity identity, String path, Instant at) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://127.0.0.1:8000"))
            .encodedPath(path)
            .putRawQueryParameter("list", "1")
            .putRawQueryParameter("prefix", "a b+c/é*")
            .putHeader("x-amz-target", "Some")
            .putHeader("x-odd", "  two   spaces ")
            .build();
    return copy(signer(service, identity, at, request));
  }

  private static SdkHttpRequest signer(
      SigningService service, Identity identity, Instant at, SdkHttpRequest request) {
    boolean s3 = service == SigningService.S3;
    AwsCredentialsIdentity credentials =
        identity
            .sessionToken()
            .<AwsCredentialsIdentity>map(
                token ->
                    AwsSessionCredentialsIdentity.create(
                        identity.accessKeyId(), identity.secretAccessKey(), token))
            .orElseGet(
                () ->
                    AwsCredentialsIdentity.create(
                        identity.accessKeyId(), identity.secretAccessKey()));
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(credentials)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(BODY))
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service.scope())
                    .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !s3)
                    .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !s3)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
        .request();
  }

  private static SignedRequest copy(SdkHttpRequest request) {
    return new SignedRequest(
        request.method().name(),
        request.encodedPath(),
        request.encodedQueryParameters().orElse(""),
        request.headers());
  }

  private static SignedRequest copy(SignedRequest r, String method, String path, String query) {
    return new SignedRequest(method, path, query, r.headers());
  }

  /** With a header replaced, or removed where no value is given. */
  private static SignedRequest with(SignedRequest r, String header, String... values) {
    Map<String, List<String>> headers = new HashMap<>(r.headers());
    headers.remove(header);
    if (values.length > 0) {
      headers.put(header, List.of(values));
    }
    return new SignedRequest(r.method(), r.rawPath(), r.rawQuery(), headers);
  }

  private static SignedRequest authorization(SignedRequest r, String pattern, String replacement) {
    String before = r.header("authorization").getFirst();
    String after = before.replaceFirst(pattern, replacement);
    assertThat(after).as("the authorization did change").isNotEqualTo(before);
    return with(r, "authorization", after);
  }

  private static Arguments row(
      String change, Refusal expected, UnaryOperator<SignedRequest> tamper) {
    return Arguments.of(change, expected, tamper);
  }
}
