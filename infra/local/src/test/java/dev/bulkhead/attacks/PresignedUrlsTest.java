package dev.bulkhead.attacks;

import static dev.bulkhead.attacks.Ask.get;
import static dev.bulkhead.attacks.Ask.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs that were lent, used for something else than they were lent for. */
final class PresignedUrlsTest extends Besieged {
  private static final Duration LIFETIME = Duration.ofMinutes(15);

  private URI url = URI.create("");

  @BeforeEach
  void lend() {
    Answer lent = siege.send("acme", get("mlflow-artifacts/artifacts/" + acme().file()));
    assertThat(lent.status()).isEqualTo(302);
    url = URI.create(lent.headers().getOrDefault("location", ""));
    siege.secret(parameter("X-Amz-Signature"));
    siege.secret(parameter("X-Amz-Security-Token"));
  }

  @Test
  void whatWasLentCanBeRead() {
    assertThat(ask("GET", url.toString()).body()).isEqualTo(acme().canary());
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("another tenant's key", u -> u.replace("/tenants/acme/", "/tenants/acme2/")),
        change("another key", u -> u.replace("file.txt", "file2.txt")),
        change("a longer key", u -> u.replace("file.txt?", "file.txt/x?")),
        change("climbing", u -> u.replace("/tenants/acme/", "/tenants/acme/../acme2/")),
        change("climbing, encoded", u -> u.replace("/acme/", "/acme/%2e%2e/acme2/")),
        change("a longer life", u -> u.replaceAll("X-Amz-Expires=\\d+", "X-Amz-Expires=604800")),
        change("a later date", u -> u.replaceAll("X-Amz-Date=\\d{8}", "X-Amz-Date=20991231")),
        change("no signature", u -> u.replaceAll("X-Amz-Signature=[0-9a-f]+", "")),
        change(
            "another signature", u -> u.replaceAll("(X-Amz-Signature=)[0-9a-f]{8}", "$100000000")),
        change("no session", u -> u.replaceAll("X-Amz-Security-Token=[^&]*&?", "")),
        change("another disposition", u -> u.replaceAll("attachment", "inline")),
        change("an added type", u -> u + "&response-content-type=text%2Fhtml"),
        change("a listing", u -> u.replaceAll("/tenants/[^?]*\\?", "?list-type=2&")),
        change("another version", u -> u + "&versionId=1"),
        change("an ACL", u -> u + "&acl"));
  }

  private static Arguments change(String name, UnaryOperator<String> how) {
    return Arguments.of(name, how);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void aChangedUrlIsRefusedByS3(String name, UnaryOperator<String> change) {
    String changed = change.apply(url.toString());

    assertThat(changed).isNotEqualTo(url.toString());
    Answer answer = ask("GET", changed);
    assertThat(answer.status()).as("%s %s", name, answer.body()).isIn(400, 403, 404, 501);
    assertThat(answer.body()).doesNotContain(acme().canary(), acme2().canary());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "POST", "HEAD"})
  void anotherVerbIsRefusedByS3(String verb) {
    Map<String, String> before = siege.stored();

    Answer answer = ask(verb, url.toString());

    assertThat(answer.status()).isBetween(400, 501);
    assertThat(siege.stored()).isEqualTo(before);
  }

  @Test
  void aUrlLivesForAQuarterOfAnHourAtMost() {
    assertThat(Integer.parseInt(parameter("X-Amz-Expires"))).isBetween(1, 900);
  }

  @Test
  void aPartsUrlTakesThatPartAlone() {
    Answer created =
        siege.send(
            "acme",
            post(
                "mlflow-artifacts/mpu/create/" + acme().experiment() + "/parts",
                "{\"path\":\"big\",\"num_parts\":1}"));
    var found = Pattern.compile("\"url\":\"([^\"]+)\"").matcher(created.body());
    assertThat(found.find()).as(created.body()).isTrue();
    String part = found.group(1);
    siege.secret(part.replaceAll(".*X-Amz-Signature=([0-9a-f]+).*", "$1"));
    Map<String, String> before = siege.stored();

    for (String changed :
        new String[] {
          part.replace("partNumber=1", "partNumber=2"),
          part.replaceAll("uploadId=[^&]+", "uploadId=other"),
          part.replaceAll("&?(partNumber|uploadId)=[^&]+", ""),
          part.replace("/tenants/acme/", "/tenants/acme2/")
        }) {
      assertThat(changed).isNotEqualTo(part);
      assertThat(put(changed, "x").status()).as(changed).isEqualTo(403);
    }
    assertThat(put(part, "x").status()).isEqualTo(200);
    assertThat(siege.stored()).isEqualTo(before);
  }

  @Test
  void uploadsOfOneTenantCannotBeCompletedOrAbortedByAnother() {
    String path = acme2().experiment() + "/parts";
    Answer created =
        siege.send(
            "acme2",
            post("mlflow-artifacts/mpu/create/" + path, "{\"path\":\"big\",\"num_parts\":1}"));
    String upload = created.field("upload_id");
    assertThat(upload).isNotEmpty();
    Map<String, String> before = siege.stored();

    for (String call : new String[] {"complete", "abort"}) {
      Answer answer =
          siege.send(
              "acme",
              post(
                  "mlflow-artifacts/mpu/" + call + "/" + path,
                  """
                  {"path":"big","upload_id":"%s","parts":[{"part_number":1,"etag":"e"}]}\
                  """
                      .formatted(upload)));
      assertThat(answer.status()).as(answer.body()).isIn(200, 400, 404);
    }
    var found = Pattern.compile("\"url\":\"([^\"]+)\"").matcher(created.body());
    assertThat(found.find()).isTrue();
    assertThat(put(found.group(1), "x").status()).as("still there").isEqualTo(200);
    assertThat(siege.stored()).isEqualTo(before);
  }

  static Stream<Arguments> changedUploads() {
    return Stream.of(
        change("another tenant's key", u -> u.replace("/tenants/acme/", "/tenants/acme2/")),
        change("another key", u -> u.replace("lent.txt", "other.txt")),
        change("climbing", u -> u.replace("/tenants/acme/", "/tenants/acme/../acme2/")),
        change("another host", u -> u.replace("//127.0.0.1:", "//localhost:")),
        change("a longer life", u -> u.replaceAll("X-Amz-Expires=\\d+", "X-Amz-Expires=604800")),
        change("an ACL", u -> u + "&acl"),
        change("tags", u -> u + "&tagging"),
        change("a part", u -> u + "&partNumber=1&uploadId=x"),
        change("no session", u -> u.replaceAll("X-Amz-Security-Token=[^&]*&?", "")),
        change("unsigned", u -> u.replaceAll("X-Amz-Signature=[0-9a-f]+", "")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changedUploads")
  void aChangedUploadUrlIsRefusedByS3(String name, UnaryOperator<String> change) {
    String upload = lendUpload();
    String changed = change.apply(upload);
    assertThat(changed).isNotEqualTo(upload);
    Map<String, String> before = siege.stored();

    Answer answer = put(changed, "x");

    assertThat(answer.status()).as("%s %s", name, answer.body()).isIn(400, 403, 501);
    assertThat(siege.stored()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "POST", "HEAD", "PATCH"})
  void anUploadUrlIsForPuttingAlone(String verb) {
    String upload = lendUpload();
    assertThat(put(upload, "own").status()).isEqualTo(200);
    Map<String, String> before = siege.stored();

    Answer answer = ask(verb, upload);

    assertThat(answer.status()).isBetween(400, 501);
    assertThat(answer.body()).doesNotContain("own");
    assertThat(siege.stored()).isEqualTo(before);
  }

  /** A holder of the URL cannot make S3 take the bytes of another object for those sent. */
  @ParameterizedTest
  @ValueSource(strings = {"x-amz-copy-source", "X-Amz-Copy-Source"})
  void anUploadUrlDoesNotCopy(String header) {
    String upload = lendUpload();
    URI to = URI.create(upload);
    Map<String, String> before = siege.stored();

    Answer answer =
        Wire.send(
            to,
            Ask.of("PUT", to.getRawPath() + "?" + to.getRawQuery())
                .header(
                    "%s: /%s/tenants/acme2/artifacts/%s"
                        .formatted(header, siege.bucket(), acme2().file())));

    assertThat(answer.status()).as(answer.body()).isIn(400, 403);
    assertThat(siege.stored()).isEqualTo(before);
  }

  @Test
  void anExpiredUrlIsRefusedByS3() {
    String upload = lendUpload();
    assertThat(ask("GET", url.toString()).status()).isEqualTo(200);

    siege.pass(LIFETIME);
    try {
      assertThat(ask("GET", url.toString()).status()).isEqualTo(403);
      assertThat(put(upload, "x").status()).isEqualTo(403);
    } finally {
      siege.pass(LIFETIME.negated());
    }
  }

  private String lendUpload() {
    Answer lent =
        siege.send(
            "acme",
            post(
                "mlflow/artifacts/presigned-upload-url",
                "{\"run_id\":\"%s\",\"path\":\"lent.txt\"}".formatted(acme().run())));
    var found = Pattern.compile("\"presigned_url\":\"([^\"]+)\"").matcher(lent.body());
    assertThat(found.find()).as(lent.body()).isTrue();
    siege.secret(found.group(1).replaceAll(".*X-Amz-Signature=([0-9a-f]+).*", "$1"));
    return found.group(1);
  }

  private String parameter(String name) {
    var found = Pattern.compile(name + "=([^&]+)").matcher(url.toString());
    assertThat(found.find()).as(name).isTrue();
    return found.group(1);
  }

  private static Answer ask(String verb, String to) {
    URI uri = URI.create(to.substring(0, to.indexOf('/', 8)));
    return Wire.send(uri, Ask.of(verb, to.substring(to.indexOf('/', 8))));
  }

  private static Answer put(String to, String body) {
    URI uri = URI.create(to.substring(0, to.indexOf('/', 8)));
    Ask ask = Ask.of("PUT", to.substring(to.indexOf('/', 8))).bytes(body.getBytes(UTF_8));
    return Wire.send(uri, ask);
  }
}
