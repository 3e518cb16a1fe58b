package dev.bulkhead.local.s3;

import static dev.bulkhead.local.s3.RunningS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.local.iam.Identity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Who is let in: one row per way to have the wrong credentials. */
class SessionTest {
  private static final String KEY = "tenants/acme/a";

  private static RunningS3 s3;
  private static Identity ended;

  @BeforeAll
  static void start() throws IOException {
    s3 = RunningS3.start();
    s3.put(KEY, "text");
    ended = s3.iam.session("acme", PrefixIam.EDIT, Instant.now().minus(Duration.ofSeconds(1)));
  }

  @AfterAll
  static void stop() throws IOException {
    s3.close();
  }

  private static Arguments row(
      String what, Function<RunningS3, AwsCredentials> wrong, int status, String code) {
    return Arguments.of(what, wrong, status, code);
  }

  private static AwsCredentials session(Identity identity, String secret, String token) {
    return AwsSessionCredentials.create(identity.accessKeyId(), secret, token);
  }

  private static String token(Identity identity) {
    return identity.sessionToken().orElseThrow();
  }

  static final List<Arguments> WRONG =
      List.of(
          row(
              "no token",
              s -> AwsBasicCredentials.create(s.acme.accessKeyId(), s.acme.secretAccessKey()),
              403,
              "InvalidAccessKeyId"),
          row(
              "another session's token",
              s -> session(s.acme, s.acme.secretAccessKey(), token(s.acme2)),
              400,
              "InvalidToken"),
          row(
              "a token cut short",
              s ->
                  session(
                      s.acme,
                      s.acme.secretAccessKey(),
                      token(s.acme).substring(0, token(s.acme).length() - 1)),
              400,
              "InvalidToken"),
          row(
              "a token for a long-lived key",
              s -> session(s.operator, s.operator.secretAccessKey(), "token"),
              400,
              "InvalidToken"),
          row(
              "a session that has ended",
              s -> session(ended, ended.secretAccessKey(), token(ended)),
              400,
              "ExpiredToken"),
          row(
              "another session's secret",
              s -> session(s.acme, s.acme2.secretAccessKey(), token(s.acme)),
              403,
              "SignatureDoesNotMatch"),
          row(
              "an unknown key",
              s -> AwsSessionCredentials.create("ASIANOBODY", "secret", "token"),
              403,
              "InvalidAccessKeyId"));

  @ParameterizedTest(name = "{0}")
  @FieldSource("WRONG")
  void refusesSignedCalls(
      String what, Function<RunningS3, AwsCredentials> wrong, int status, String code) {
    try (S3Client client = s3.as(wrong.apply(s3))) {
      assertThatThrownBy(() -> client.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)))
          .as(what)
          .isInstanceOfSatisfying(
              S3Exception.class,
              e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                assertThat(e.statusCode()).isEqualTo(status);
              });
      assertThatThrownBy(
              () ->
                  client.putObject(
                      r -> r.bucket(BUCKET).key(KEY), RequestBody.fromString("changed")))
          .as(what)
          .isInstanceOf(S3Exception.class);
    }
    try (S3Client acme = s3.as(s3.acme)) {
      assertThat(acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)).asUtf8String())
          .isEqualTo("text");
    }
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("WRONG")
  void refusesPresignedUrls(
      String what, Function<RunningS3, AwsCredentials> wrong, int status, String code) {
    try (S3Presigner presigner = s3.presigner(wrong.apply(s3))) {
      URI url =
          URI.create(
              presigner
                  .presignGetObject(
                      p ->
                          p.signatureDuration(Duration.ofMinutes(5))
                              .getObjectRequest(r -> r.bucket(BUCKET).key(KEY)))
                  .url()
                  .toString());

      HttpResponse<String> answer = s3.send("GET", url, "");

      assertThat(answer.statusCode()).as(what).isEqualTo(status);
      assertThat(answer.body()).contains("<Code>" + code + "</Code>");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /",
    "GET, /artifacts",
    "GET, /artifacts?list-type=2&prefix=tenants/acme/",
    "GET, /artifacts/tenants/acme/a",
    "HEAD, /artifacts/tenants/acme/a",
    "PUT, /artifacts/tenants/acme/a",
    "DELETE, /artifacts/tenants/acme/a",
    "POST, /artifacts/tenants/acme/a?uploads",
    "POST, /artifacts",
    "GET, /artifacts/tenants/acme/a?X-Amz-Credential=AKIAOPERATOR",
    "GET, /artifacts/tenants/acme/a?AWSAccessKeyId=AKIAOPERATOR&Signature=x&Expires=99999999999",
    "GET, /healthz",
  })
  void deniesWhoeverDidNotSign(String method, String path) {
    HttpResponse<String> answer = s3.send(method, s3.endpoint().resolve(path), "");

    assertThat(answer.statusCode()).isEqualTo(403);
    if (!method.equals("HEAD")) {
      assertThat(answer.body()).contains("<Code>AccessDenied</Code>");
    }
  }

  @Test
  void refusesAnotherRegionsSignature() {
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(s3.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(() -> RunningS3.credentials(s3.operator))
            .forcePathStyle(true)
            .build()) {
      assertThatThrownBy(() -> client.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)))
          .isInstanceOfSatisfying(
              S3Exception.class,
              e ->
                  assertThat(e.awsErrorDetails().errorCode())
                      .isEqualTo("AuthorizationHeaderMalformed"));
    }
  }
}
