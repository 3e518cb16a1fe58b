package dev.bulkhead.local.s3;

import static dev.bulkhead.local.s3.RunningS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** URLs that are lent to clients, used as lent and otherwise. */
class PresignedUrlTest {
  private static final String KEY = "tenants/acme/0/run/artifacts/my model+1.pkl";
  private static final String FOREIGN = "tenants/acme2/0/b.txt";
  private static final String OTHER = "tenants/acme/other";

  private static RunningS3 s3;
  private static S3Presigner presigner;
  private static S3Client operator;

  @BeforeAll
  static void start() throws IOException {
    s3 = RunningS3.start();
    presigner = s3.presigner(s3.acme);
    operator = s3.as(s3.operator);
  }

  @AfterAll
  static void stop() throws IOException {
    presigner.close();
    operator.close();
    s3.close();
  }

  @BeforeEach
  void store() {
    s3.put(KEY, "0123456789");
    s3.put(OTHER, "another");
    s3.put(FOREIGN, "acme2's");
    s3.events.clear();
  }

  private static URI get() {
    return get(Duration.ofMinutes(5));
  }

  private static URI get(Duration lifetime) {
    return uri(
        presigner
            .presignGetObject(
                p ->
                    p.signatureDuration(lifetime)
                        .getObjectRequest(
                            r ->
                                r.bucket(BUCKET)
                                    .key(KEY)
                                    .responseContentType("application/x-model")
                                    .responseContentDisposition("attachment; filename=\"m.pkl\"")))
            .url());
  }

  private static URI put() {
    return uri(
        presigner
            .presignPutObject(
                p ->
                    p.signatureDuration(Duration.ofMinutes(5))
                        .putObjectRequest(r -> r.bucket(BUCKET).key(KEY)))
            .url());
  }

  private static URI uri(Object url) {
    return URI.create(url.toString());
  }

  private String stored(String key) {
    return operator.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
  }

  @Test
  void lendsADownloadWithItsHeaders() {
    HttpResponse<String> answer = s3.send("GET", get(), "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("0123456789");
    assertThat(answer.headers().firstValue("content-type")).contains("application/x-model");
    assertThat(answer.headers().firstValue("content-disposition"))
        .contains("attachment; filename=\"m.pkl\"");
  }

  @Test
  void servesARangeOfADownload() {
    HttpResponse<String> answer = s3.send("GET", get(), "", "Range", "bytes=2-4");

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo("234");
  }

  @Test
  void lendsAnUpload() {
    HttpResponse<String> answer = s3.send("PUT", put(), "uploaded");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("etag")).isPresent();
    assertThat(stored(KEY)).isEqualTo("uploaded");
  }

  @Test
  void refusesABodyOfUnknownLength() throws Exception {
    var request =
        HttpRequest.newBuilder(put())
            .PUT(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(new byte[0])))
            .build();

    HttpResponse<String> answer = s3.http.send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(stored(KEY)).isEqualTo("0123456789");
  }

  @Test
  void lendsAnUploadOfNothing() {
    assertThat(s3.send("PUT", put(), "").statusCode()).isEqualTo(200);
    assertThat(stored(KEY)).isEmpty();
  }

  @Test
  void lendsAPart() {
    try (S3Client acme = s3.as(s3.acme)) {
      String id = acme.createMultipartUpload(r -> r.bucket(BUCKET).key(KEY)).uploadId();
      URI url =
          uri(
              presigner
                  .presignUploadPart(
                      p ->
                          p.signatureDuration(Duration.ofMinutes(5))
                              .uploadPartRequest(
                                  r -> r.bucket(BUCKET).key(KEY).uploadId(id).partNumber(1)))
                  .url());

      assertThat(s3.send("PUT", url, "a part").statusCode()).isEqualTo(200);
      String twice = url.toString().replace("partNumber=1", "partNumber=2");
      assertThat(s3.send("PUT", URI.create(twice), "a part").statusCode()).isEqualTo(403);
      assertThat(acme.listParts(r -> r.bucket(BUCKET).key(KEY).uploadId(id)).parts())
          .extracting("partNumber")
          .containsExactly(1);
    }
  }

  record Tampering(String what, String method, UnaryOperator<String> change, String code) {
    Arguments row() {
      return Arguments.of(what, this);
    }
  }

  private static String swap(String url, String parameter, String value) {
    return url.replaceFirst("([?&]" + parameter + "=)[^&]*", "$1" + value);
  }

  private static String drop(String url, String parameter) {
    return url.replaceFirst(parameter + "=[^&]*&?", "");
  }

  private static String at(Instant instant) {
    return DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
        .withZone(ZoneOffset.UTC)
        .format(instant);
  }

  private static final String MISMATCH = "SignatureDoesNotMatch";
  private static final String MALFORMED = "AuthorizationQueryParametersError";

  static final List<Arguments> TAMPERED_DOWNLOADS =
      List.of(
          new Tampering("verb PUT", "PUT", u -> u, "AccessDenied").row(),
          new Tampering("verb DELETE", "DELETE", u -> u, "AccessDenied").row(),
          new Tampering(
                  "own other key",
                  "GET",
                  u -> u.replaceFirst("/tenants/acme/.*\\?", "/" + OTHER + "?"),
                  MISMATCH)
              .row(),
          new Tampering(
                  "foreign key",
                  "GET",
                  u -> u.replaceFirst("/tenants/acme/.*\\?", "/" + FOREIGN + "?"),
                  MISMATCH)
              .row(),
          new Tampering(
                  "key climbs", "GET", u -> u.replaceFirst("/0/run/", "/x/../0/run/"), MISMATCH)
              .row(),
          new Tampering("longer life", "GET", u -> swap(u, "X-Amz-Expires", "86400"), MISMATCH)
              .row(),
          new Tampering(
                  "life over a week", "GET", u -> swap(u, "X-Amz-Expires", "604801"), MALFORMED)
              .row(),
          new Tampering("endless life", "GET", u -> drop(u, "X-Amz-Expires"), MALFORMED).row(),
          new Tampering("negative life", "GET", u -> swap(u, "X-Amz-Expires", "-1"), MALFORMED)
              .row(),
          new Tampering(
                  "later date",
                  "GET",
                  u -> swap(u, "X-Amz-Date", at(Instant.now().plusSeconds(600))),
                  MISMATCH)
              .row(),
          new Tampering(
                  "date far ahead",
                  "GET",
                  u -> swap(u, "X-Amz-Date", at(Instant.now().plusSeconds(3600))),
                  "AccessDenied")
              .row(),
          new Tampering("no date", "GET", u -> drop(u, "X-Amz-Date"), MALFORMED).row(),
          new Tampering(
                  "signature flipped",
                  "GET",
                  u -> swap(u, "X-Amz-Signature", "0".repeat(64)),
                  MISMATCH)
              .row(),
          new Tampering("no signature", "GET", u -> drop(u, "X-Amz-Signature"), MALFORMED).row(),
          new Tampering("no algorithm", "GET", u -> drop(u, "X-Amz-Algorithm"), "AccessDenied")
              .row(),
          new Tampering(
                  "other algorithm",
                  "GET",
                  u -> swap(u, "X-Amz-Algorithm", "AWS4-HMAC-SHA1"),
                  MALFORMED)
              .row(),
          new Tampering(
                  "other service",
                  "GET",
                  u -> u.replace("%2Fs3%2F", "%2Fsts%2F"),
                  "AuthorizationHeaderMalformed")
              .row(),
          new Tampering(
                  "other content type",
                  "GET",
                  u -> swap(u, "response-content-type", "text%2Fhtml"),
                  MISMATCH)
              .row(),
          new Tampering(
                  "no disposition", "GET", u -> drop(u, "response-content-disposition"), MISMATCH)
              .row(),
          new Tampering("parameter added", "GET", u -> u + "&response-expires=0", MISMATCH).row(),
          new Tampering("subresource added", "GET", u -> u + "&acl", "AccessDenied").row(),
          new Tampering(
                  "parameter repeated",
                  "GET",
                  u -> u + "&response-content-type=text%2Fhtml",
                  "InvalidArgument")
              .row(),
          new Tampering(
                  "token dropped",
                  "GET",
                  u -> drop(u, "X-Amz-Security-Token"),
                  "InvalidAccessKeyId")
              .row(),
          new Tampering(
                  "token of another",
                  "GET",
                  u -> swap(u, "X-Amz-Security-Token", "other"),
                  "InvalidToken")
              .row(),
          new Tampering(
                  "host not signed",
                  "GET",
                  u -> swap(u, "X-Amz-SignedHeaders", "date"),
                  "AccessDenied")
              .row(),
          new Tampering(
                  "overlong UTF-8 in the key",
                  "GET",
                  u -> u.replace("/run/", "/run%C0%AE/"),
                  "InvalidURI")
              .row());

  @ParameterizedTest(name = "{0}")
  @FieldSource("TAMPERED_DOWNLOADS")
  void refusesATamperedDownload(String what, Tampering tampering) {
    URI url = URI.create(tampering.change().apply(get().toString()));

    HttpResponse<String> answer = s3.send(tampering.method(), url, "");

    assertThat(answer.statusCode()).as(what).isBetween(400, 403);
    assertThat(answer.body()).contains("<Code>" + tampering.code() + "</Code>");
    assertThat(stored(KEY)).isEqualTo("0123456789");
    assertThat(s3.events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-copy-source, /artifacts/tenants/acme/other, AccessDenied",
    "x-amz-copy-source, /artifacts/tenants/acme2/0/b.txt, AccessDenied",
    "x-amz-acl, public-read, AccessDenied",
    "x-amz-meta-a, b, AccessDenied",
    "x-amz-security-token, other, AccessDenied",
    "x-amz-date, 20260101T000000Z, AccessDenied",
    "Authorization, Bearer of-something, InvalidArgument",
  })
  void refusesAnUploadWithHeadersThatWereNotSigned(String name, String value, String code) {
    HttpResponse<String> answer = s3.send("PUT", put(), "changed", name, value);

    assertThat(answer.statusCode()).isBetween(400, 403);
    assertThat(answer.body()).contains("<Code>" + code + "</Code>");
    assertThat(stored(KEY)).isEqualTo("0123456789");
  }

  @Test
  void refusesADownloadThatWasUploadedTo() {
    assertThat(s3.send("GET", put(), "").statusCode()).isEqualTo(403);
    assertThat(s3.send("HEAD", get(), "").statusCode()).isEqualTo(403);
  }

  @Test
  void endsOnTime() throws InterruptedException {
    URI url = get(Duration.ofSeconds(1));
    assertThat(s3.send("GET", url, "").statusCode()).isEqualTo(200);

    Thread.sleep(1100);

    HttpResponse<String> late = s3.send("GET", url, "");
    assertThat(late.statusCode()).isEqualTo(403);
    assertThat(late.body()).contains("Request has expired");
  }

  @Test
  void bindsLengthAndChecksumThatWereSigned() {
    URI url =
        uri(
            presigner
                .presignPutObject(
                    p ->
                        p.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(
                                r ->
                                    r.bucket(BUCKET)
                                        .key(KEY)
                                        .contentLength(8L)
                                        .checksumSHA256(
                                            "YNNdoxiMlbd/8pk55zvP14KI5v67fNUOTwoLSXmFYHo=")))
                .url());
    String[] sum = {"x-amz-checksum-sha256", "YNNdoxiMlbd/8pk55zvP14KI5v67fNUOTwoLSXmFYHo="};

    assertThat(s3.send("PUT", url, "too long a text", sum).statusCode()).isEqualTo(403);
    assertThat(s3.send("PUT", url, "8 bytes!", sum).body()).contains("<Code>BadDigest</Code>");
    assertThat(s3.send("PUT", url, "8 bytes!").statusCode()).as("sum not sent").isEqualTo(403);
    assertThat(stored(KEY)).isEqualTo("0123456789");
  }

  @Test
  void isJudgedByWhatItsSignerMayDoWhenItIsUsed() {
    try (S3Presigner viewer = s3.presigner(s3.viewer)) {
      URI url =
          uri(
              viewer
                  .presignPutObject(
                      p ->
                          p.signatureDuration(Duration.ofMinutes(5))
                              .putObjectRequest(r -> r.bucket(BUCKET).key(KEY)))
                  .url());

      HttpResponse<String> answer = s3.send("PUT", url, "changed");

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body())
          .contains("<Code>AccessDenied</Code>")
          .contains("not authorized to perform: s3:PutObject");
    }
  }
}
