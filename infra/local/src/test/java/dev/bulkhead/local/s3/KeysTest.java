package dev.bulkhead.local.s3;

import static dev.bulkhead.local.s3.RunningS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Keys are text, not paths: each is stored, listed and told as it is. */
class KeysTest {
  private static RunningS3 s3;
  private static S3Client client;

  @BeforeAll
  static void start() throws IOException {
    s3 = RunningS3.start();
    client = s3.as(s3.operator);
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    s3.close();
  }

  static final List<String> KEYS =
      List.of(
          "plain",
          "with space",
          "with+plus",
          "with%percent",
          "%2e%2e/escaped twice",
          "%2B%25",
          "ünïcödé/文件/😀",
          "\uFF0E\uFF0E/full width dots",
          "a/../b",
          "a/b/../../c",
          "a/..",
          "a/./b",
          ".",
          "a",
          "a/",
          "a/b",
          "a//b",
          "a///",
          "/a",
          "//a",
          "/",
          "back\\slash",
          "C:\\file",
          "semi;colon=1",
          "query?and=amp&hash#at@",
          "quote'\"<>&",
          "~tilde*star(paren)!",
          "newline\nand\ttab",
          ".mpus-x",
          "x".repeat(1024),
          "long segment/" + "y".repeat(300) + "/z",
          "é".repeat(512));

  @ParameterizedTest
  @FieldSource("KEYS")
  void storesAndTellsTheKeyAsItIs(String key) {
    s3.events.clear();

    client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString("of " + key));

    assertThat(client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String())
        .isEqualTo("of " + key);
    assertThat(client.listObjectsV2(r -> r.bucket(BUCKET).prefix(key)).contents())
        .extracting(S3Object::key)
        .contains(key);
    assertThat(s3.events).extracting(S3ObjectEvent::key).containsExactly(key);
  }

  @Test
  void keepsAllOfThemApart() {
    KEYS.forEach(
        key ->
            client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString("of " + key)));

    assertThat(KEYS)
        .allSatisfy(
            key ->
                assertThat(client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String())
                    .isEqualTo("of " + key));
    assertThat(client.listObjectsV2(r -> r.bucket(BUCKET)).contents())
        .extracting(S3Object::key)
        .containsAll(KEYS);
  }

  @ParameterizedTest
  @FieldSource("KEYS")
  void lendsUrlsOfIt(String key) {
    try (S3Presigner presigner = s3.presigner(s3.operator)) {
      URI put =
          URI.create(
              presigner
                  .presignPutObject(
                      p ->
                          p.signatureDuration(Duration.ofMinutes(5))
                              .putObjectRequest(r -> r.bucket(BUCKET).key(key)))
                  .url()
                  .toString());
      URI get =
          URI.create(
              presigner
                  .presignGetObject(
                      p ->
                          p.signatureDuration(Duration.ofMinutes(5))
                              .getObjectRequest(r -> r.bucket(BUCKET).key(key)))
                  .url()
                  .toString());

      assertThat(s3.send("PUT", put, "lent " + key).statusCode()).isEqualTo(200);
      assertThat(s3.send("GET", get, "").body()).isEqualTo("lent " + key);
    }
  }

  @Test
  void deletesAKeyAndNotItsLookAlikes() {
    for (String key : List.of("twin", "twin/", "twin//", "./twin")) {
      client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(key));
    }

    client.deleteObject(r -> r.bucket(BUCKET).key("twin/"));

    assertThat(client.listObjectsV2(r -> r.bucket(BUCKET).prefix("twin")).contents())
        .extracting(S3Object::key)
        .containsExactly("twin", "twin//");
  }

  /** S3 has this rule: dots may not lead further up than the names before them led down. */
  @ParameterizedTest
  @ValueSource(strings = {"..", "../x", "a/../..", "a/../../b", "./../b", "../../../etc/passwd"})
  void refusesAKeyThatClimbsOutOfTheBucket(String key) {
    assertThatThrownBy(
            () -> client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString("")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
  }

  @Test
  void refusesAKeyOf1025Bytes() {
    assertThatThrownBy(
            () ->
                client.putObject(
                    r -> r.bucket(BUCKET).key("é".repeat(512) + "x"), RequestBody.fromString("")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("KeyTooLongError"));
  }
}
