package dev.bulkhead.local.s3;

import static dev.bulkhead.local.s3.RunningS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Single objects through AWS's own client. */
class ObjectsTest {
  private static final String KEY = "tenants/acme/0/run/artifacts/model.pkl";

  private static RunningS3 s3;
  private static S3Client acme;

  @BeforeAll
  static void start() throws IOException {
    s3 = RunningS3.start();
    acme = s3.as(s3.acme);
  }

  @AfterAll
  static void stop() throws IOException {
    acme.close();
    s3.close();
  }

  @Test
  void givesBackBytesTypeAndMetadata() {
    acme.putObject(
        r ->
            r.bucket(BUCKET)
                .key(KEY)
                .contentType("text/plain")
                .cacheControl("no-store")
                .contentDisposition("attachment")
                .contentLanguage("de")
                .metadata(Map.of("run", "7")),
        RequestBody.fromString("weights"));

    var answer = acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY));

    assertThat(answer.asUtf8String()).isEqualTo("weights");
    assertThat(answer.response().contentType()).isEqualTo("text/plain");
    assertThat(answer.response().cacheControl()).isEqualTo("no-store");
    assertThat(answer.response().contentDisposition()).isEqualTo("attachment");
    assertThat(answer.response().contentLanguage()).isEqualTo("de");
    assertThat(answer.response().contentEncoding()).as("aws-chunked is framing").isNull();
    assertThat(answer.response().metadata()).isEqualTo(Map.of("run", "7"));
    assertThat(answer.response().eTag()).isEqualTo("\"63f4f1e9b725370f459720575cd5f953\"");
  }

  @Test
  void replacesWhatWasThere() {
    acme.putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.fromString("a longer text"));
    acme.putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.fromString("short"));

    assertThat(acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)).asUtf8String())
        .isEqualTo("short");
  }

  @Test
  void keepsAnEmptyObject() {
    acme.putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.empty());

    assertThat(acme.headObject(r -> r.bucket(BUCKET).key(KEY)).contentLength()).isZero();
    assertThat(acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)).asByteArray()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3,    0123, bytes 0-3/10",
    "bytes=4-,     456789, bytes 4-9/10",
    "bytes=-3,     789, bytes 7-9/10",
    "bytes=8-100,  89, bytes 8-9/10",
    "bytes=-100,   0123456789, bytes 0-9/10",
  })
  void servesRanges(String range, String expected, String contentRange) {
    acme.putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.fromString("0123456789"));

    var part = acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY).range(range));

    assertThat(part.asUtf8String()).isEqualTo(expected);
    assertThat(part.response().contentRange()).isEqualTo(contentRange);
    assertThat(part.response().sdkHttpResponse().statusCode()).isEqualTo(206);
  }

  @Test
  void refusesARangeBehindTheEnd() {
    acme.putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.fromString("0123456789"));

    assertThatThrownBy(
            () -> acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY).range("bytes=10-")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(416);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidRange");
            });
  }

  @Test
  void saysNotModifiedToWhoHasIt() {
    acme.putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.fromString("same"));
    String eTag = acme.headObject(r -> r.bucket(BUCKET).key(KEY)).eTag();

    assertThatThrownBy(
            () -> acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY).ifNoneMatch(eTag)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
    assertThatThrownBy(() -> acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY).ifMatch("other")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void keepsTheChecksumItVerified(ChecksumAlgorithm algorithm) {
    var put =
        acme.putObject(
            r -> r.bucket(BUCKET).key(KEY).checksumAlgorithm(algorithm),
            RequestBody.fromString("summed"));

    var head = acme.headObject(r -> r.bucket(BUCKET).key(KEY).checksumMode(ChecksumMode.ENABLED));

    assertThat(put.sdkHttpResponse().isSuccessful()).isTrue();
    String value =
        switch (algorithm) {
          case CRC32 -> head.checksumCRC32();
          case CRC32_C -> head.checksumCRC32C();
          case SHA1 -> head.checksumSHA1();
          default -> head.checksumSHA256();
        };
    assertThat(value).isNotNull();
    assertThat(head.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    // The client recomputes it, and fails if it differs.
    assertThat(
            acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY).checksumMode(ChecksumMode.ENABLED))
                .asUtf8String())
        .isEqualTo("summed");
  }

  @Test
  void keepsASha256GivenAsAHeader() throws Exception {
    byte[] bytes = "known beforehand".getBytes(StandardCharsets.UTF_8);
    String sum =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));

    acme.putObject(
        r -> r.bucket(BUCKET).key(KEY).checksumSHA256(sum), RequestBody.fromBytes(bytes));

    assertThat(
            acme.headObject(r -> r.bucket(BUCKET).key(KEY).checksumMode(ChecksumMode.ENABLED))
                .checksumSHA256())
        .isEqualTo(sum);
    assertThat(acme.headObject(r -> r.bucket(BUCKET).key(KEY)).checksumSHA256()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"sha256", "crc32", "md5"})
  void storesNothingWhenTheChecksumIsWrong(String kind) {
    String key = "tenants/acme/mismatch-" + kind;

    assertThatThrownBy(
            () ->
                acme.putObject(
                    r -> {
                      r.bucket(BUCKET).key(key);
                      switch (kind) {
                        case "sha256" ->
                            r.checksumSHA256(Base64.getEncoder().encodeToString(new byte[32]));
                        case "crc32" ->
                            r.checksumCRC32(Base64.getEncoder().encodeToString(new byte[4]));
                        default -> r.contentMD5(Base64.getEncoder().encodeToString(new byte[16]));
                      }
                    },
                    RequestBody.fromString("something else")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BadDigest"));
    assertThatThrownBy(() -> s3.as(s3.operator).headObject(r -> r.bucket(BUCKET).key(key)))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void createsOnceWhenAskedTo() {
    String key = "tenants/acme/once";
    acme.putObject(
        r -> r.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString("first"));

    assertThatThrownBy(
            () ->
                acme.putObject(
                    r -> r.bucket(BUCKET).key(key).ifNoneMatch("*"),
                    RequestBody.fromString("second")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(412);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
            });
    assertThat(acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String())
        .isEqualTo("first");
  }

  @Test
  void letsOneOfManyRacersCreate() {
    String key = "tenants/acme/raced";

    long winners =
        IntStream.range(0, 16)
            .parallel()
            .filter(
                i -> {
                  try {
                    acme.putObject(
                        r -> r.bucket(BUCKET).key(key).ifNoneMatch("*"),
                        RequestBody.fromString("by " + i));
                    return true;
                  } catch (S3Exception e) {
                    return false;
                  }
                })
            .count();

    assertThat(winners).isEqualTo(1);
  }

  @Test
  void copiesWithMetadata() {
    acme.putObject(
        r -> r.bucket(BUCKET).key(KEY).contentType("text/x-one").metadata(Map.of("a", "b")),
        RequestBody.fromString("copied"));

    acme.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey(KEY)
                .destinationBucket(BUCKET)
                .destinationKey("tenants/acme/copy of+it"));

    var copy = acme.getObjectAsBytes(r -> r.bucket(BUCKET).key("tenants/acme/copy of+it"));
    assertThat(copy.asUtf8String()).isEqualTo("copied");
    assertThat(copy.response().contentType()).isEqualTo("text/x-one");
    assertThat(copy.response().metadata()).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void deletesWhatIsThereAndWhatIsNot() {
    acme.putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.fromString("gone soon"));

    acme.deleteObject(r -> r.bucket(BUCKET).key(KEY));
    acme.deleteObject(r -> r.bucket(BUCKET).key(KEY));

    assertThatThrownBy(() -> s3.as(s3.operator).getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void saysWhereItIs() {
    try (S3Client operator = s3.as(s3.operator)) {
      assertThat(operator.listBuckets().buckets()).extracting("name").containsExactly(BUCKET);
      assertThat(operator.headBucket(r -> r.bucket(BUCKET)).sdkHttpResponse().statusCode())
          .isEqualTo(200);
      assertThat(operator.getBucketLocation(r -> r.bucket(BUCKET)).locationConstraintAsString())
          .isNullOrEmpty();
    }
  }

  @Test
  void carriesLargeBodiesBothWays() {
    var bytes = new byte[(20 << 20) + 7];
    new java.util.Random(7).nextBytes(bytes);

    acme.putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.fromBytes(bytes));

    assertThat(acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)).asByteArray())
        .isEqualTo(bytes);
  }
}
