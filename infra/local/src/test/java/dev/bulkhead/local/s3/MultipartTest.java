package dev.bulkhead.local.s3;

import static dev.bulkhead.local.s3.RunningS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Uploads in parts through AWS's own client. */
class MultipartTest {
  private static final String KEY = "tenants/acme/0/run/artifacts/big.bin";
  private static final byte[] FIVE_MIB = filled(5 << 20, (byte) 1);
  private static final byte[] REST = filled(1000, (byte) 2);

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

  @BeforeEach
  void forgetEvents() {
    s3.events.clear();
  }

  private static byte[] filled(int size, byte value) {
    var bytes = new byte[size];
    Arrays.fill(bytes, value);
    return bytes;
  }

  private static String begin() {
    return acme.createMultipartUpload(r -> r.bucket(BUCKET).key(KEY).contentType("x/y")).uploadId();
  }

  private static CompletedPart upload(String id, int number, byte[] bytes) {
    var part =
        acme.uploadPart(
            r -> r.bucket(BUCKET).key(KEY).uploadId(id).partNumber(number),
            RequestBody.fromBytes(bytes));
    return CompletedPart.builder().partNumber(number).eTag(part.eTag()).build();
  }

  private static String complete(String id, List<CompletedPart> parts) {
    return acme.completeMultipartUpload(
            r -> r.bucket(BUCKET).key(KEY).uploadId(id).multipartUpload(m -> m.parts(parts)))
        .eTag();
  }

  private static void assertRefused(String code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @Test
  void joinsPartsUploadedInAnyOrder() {
    String id = begin();
    CompletedPart last = upload(id, 7, REST);
    CompletedPart first = upload(id, 3, FIVE_MIB);

    String eTag = complete(id, List.of(first, last));

    var object = acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY));
    assertThat(eTag).endsWith("-2\"").isEqualTo(object.response().eTag());
    assertThat(object.response().contentType()).isEqualTo("x/y");
    assertThat(object.asByteArray()).startsWith(FIVE_MIB).endsWith(REST).hasSize((5 << 20) + 1000);
    assertThat(s3.events)
        .extracting(S3ObjectEvent::eventName, S3ObjectEvent::size)
        .containsExactly(tuple("ObjectCreated:CompleteMultipartUpload", (5L << 20) + 1000));
  }

  @Test
  void takesTheLastVersionOfAPart() {
    String id = begin();
    upload(id, 1, filled(10, (byte) 9));
    CompletedPart second = upload(id, 1, REST);

    complete(id, List.of(second));

    assertThat(acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)).asByteArray()).isEqualTo(REST);
  }

  @Test
  void refusesAPartThatIsTooSmallAndNotTheLast() {
    String id = begin();
    var parts = List.of(upload(id, 1, REST), upload(id, 2, REST));

    assertRefused("EntityTooSmall", () -> complete(id, parts));
    assertThat(s3.events).isEmpty();
  }

  @Test
  void refusesPartsItDoesNotHave() {
    String id = begin();
    CompletedPart part = upload(id, 1, REST);

    assertRefused(
        "InvalidPart",
        () -> complete(id, List.of(CompletedPart.builder().partNumber(2).eTag("e").build())));
    assertRefused(
        "InvalidPart", () -> complete(id, List.of(part.toBuilder().eTag("\"other\"").build())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0123456789abcdef0123456789abcdef", "..", "../objects", "no such thing", "a/b"})
  void refusesUploadsItDoesNotHave(String id) {
    assertRefused("NoSuchUpload", () -> upload(id, 1, REST));
    assertRefused(
        "NoSuchUpload", () -> acme.listParts(r -> r.bucket(BUCKET).key(KEY).uploadId(id)));
    assertRefused(
        "NoSuchUpload",
        () -> acme.abortMultipartUpload(r -> r.bucket(BUCKET).key(KEY).uploadId(id)));
  }

  @Test
  void keepsAnUploadToItsKey() {
    String id = begin();

    assertRefused(
        "NoSuchUpload",
        () ->
            acme.uploadPart(
                r -> r.bucket(BUCKET).key(KEY + "2").uploadId(id).partNumber(1),
                RequestBody.fromBytes(REST)));
  }

  @Test
  void forgetsWhatWasAborted() {
    String id = begin();
    CompletedPart part = upload(id, 1, REST);

    acme.abortMultipartUpload(r -> r.bucket(BUCKET).key(KEY).uploadId(id));

    assertRefused("NoSuchUpload", () -> complete(id, List.of(part)));
  }

  @Test
  void answersARepeatedCompletionAlike() {
    String id = begin();
    var parts = List.of(upload(id, 1, REST));

    String eTag = complete(id, parts);

    assertThat(complete(id, parts)).isEqualTo(eTag);
    assertThat(s3.events).hasSize(1);
  }

  @Test
  void listsUploadsAndParts() {
    String id = begin();
    upload(id, 1, FIVE_MIB);
    upload(id, 2, REST);

    assertThat(acme.listParts(r -> r.bucket(BUCKET).key(KEY).uploadId(id)).parts())
        .extracting("partNumber", "size")
        .containsExactly(tuple(1, 5L << 20), tuple(2, 1000L));
    try (S3Client operator = s3.as(s3.operator)) {
      assertThat(operator.listMultipartUploads(r -> r.bucket(BUCKET)).uploads())
          .extracting(MultipartUpload::uploadId)
          .contains(id);
    }
  }

  @Test
  void copiesPartsOfOtherObjects() {
    s3.put("tenants/acme/source", "0123456789");
    String id = begin();

    var copied =
        acme.uploadPartCopy(
            r ->
                r.sourceBucket(BUCKET)
                    .sourceKey("tenants/acme/source")
                    .copySourceRange("bytes=2-5")
                    .destinationBucket(BUCKET)
                    .destinationKey(KEY)
                    .uploadId(id)
                    .partNumber(1));
    complete(
        id,
        List.of(
            CompletedPart.builder().partNumber(1).eTag(copied.copyPartResult().eTag()).build()));

    assertThat(acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)).asUtf8String())
        .isEqualTo("2345");
  }

  @Test
  void honoursAConditionAtCompletion() {
    s3.put(KEY, "there already");
    String id = begin();
    var parts = List.of(upload(id, 1, REST));

    assertRefused(
        "PreconditionFailed",
        () ->
            acme.completeMultipartUpload(
                r ->
                    r.bucket(BUCKET)
                        .key(KEY)
                        .uploadId(id)
                        .ifNoneMatch("*")
                        .multipartUpload(m -> m.parts(parts))));
    assertThat(acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)).asUtf8String())
        .isEqualTo("there already");
  }

  @ParameterizedTest
  @CsvSource({"SHA256, COMPOSITE", "CRC32, COMPOSITE", "CRC32, FULL_OBJECT"})
  void sumsThePartsOrTheWhole(ChecksumAlgorithm algorithm, ChecksumType type) {
    String id =
        acme.createMultipartUpload(
                r -> r.bucket(BUCKET).key(KEY).checksumAlgorithm(algorithm).checksumType(type))
            .uploadId();
    var parts = new ArrayList<CompletedPart>();
    for (byte[] bytes : List.of(FIVE_MIB, REST)) {
      int number = parts.size() + 1;
      var part =
          acme.uploadPart(
              r ->
                  r.bucket(BUCKET)
                      .key(KEY)
                      .uploadId(id)
                      .partNumber(number)
                      .checksumAlgorithm(algorithm),
              RequestBody.fromBytes(bytes));
      parts.add(CompletedPart.builder().partNumber(number).eTag(part.eTag()).build());
    }

    complete(id, parts);

    var head = acme.headObject(r -> r.bucket(BUCKET).key(KEY).checksumMode(ChecksumMode.ENABLED));
    String sum =
        algorithm == ChecksumAlgorithm.SHA256 ? head.checksumSHA256() : head.checksumCRC32();
    assertThat(head.checksumType()).isEqualTo(type);
    assertThat(sum.endsWith("-2")).isEqualTo(type == ChecksumType.COMPOSITE);
    // The client sums the whole again where it can.
    assertThat(
            acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY).checksumMode(ChecksumMode.ENABLED))
                .asByteArray())
        .hasSize((5 << 20) + 1000);
  }

  @Test
  void refusesAPartThatIsNotWhatItsChecksumSays() {
    String id = begin();

    assertRefused(
        "BadDigest",
        () ->
            acme.uploadPart(
                r -> r.bucket(BUCKET).key(KEY).uploadId(id).partNumber(1).checksumCRC32("AAAAAA=="),
                RequestBody.fromBytes(REST)));
    assertThat(acme.listParts(r -> r.bucket(BUCKET).key(KEY).uploadId(id)).parts()).isEmpty();
  }
}
