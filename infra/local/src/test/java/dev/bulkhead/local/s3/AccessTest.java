package dev.bulkhead.local.s3;

import static dev.bulkhead.local.s3.RunningS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a tenant's credentials can do to the bucket directly, past all of our own code. */
class AccessTest {
  private static final String OWN = "tenants/acme/0/a.txt";
  private static final String FOREIGN = "tenants/acme2/0/b.txt";

  private static RunningS3 s3;
  private static S3Client acme;
  private static S3Client acme2;
  private static S3Client viewer;
  private static String foreignUpload;

  @BeforeAll
  static void start() throws IOException {
    s3 = RunningS3.start();
    acme = s3.as(s3.acme);
    acme2 = s3.as(s3.acme2);
    viewer = s3.as(s3.viewer);
    foreignUpload = acme2.createMultipartUpload(r -> r.bucket(BUCKET).key(FOREIGN)).uploadId();
  }

  @AfterAll
  static void stop() throws IOException {
    List.of(acme, acme2, viewer).forEach(S3Client::close);
    s3.close();
  }

  @BeforeEach
  void store() {
    s3.put(OWN, "acme's");
    s3.put(FOREIGN, "acme2's");
    s3.events.clear();
  }

  private static Arguments refused(String what, Consumer<S3Client> call) {
    return Arguments.of(what, call);
  }

  static final List<Arguments> FOREIGN_CALLS =
      List.of(
          refused("get", c -> c.getObjectAsBytes(r -> r.bucket(BUCKET).key(FOREIGN))),
          refused(
              "get what is not there",
              c -> c.getObjectAsBytes(r -> r.bucket(BUCKET).key(FOREIGN + "x"))),
          refused(
              "put",
              c -> c.putObject(r -> r.bucket(BUCKET).key(FOREIGN), RequestBody.fromString("!"))),
          refused("delete", c -> c.deleteObject(r -> r.bucket(BUCKET).key(FOREIGN))),
          refused(
              "copy from",
              c ->
                  c.copyObject(
                      r ->
                          r.sourceBucket(BUCKET)
                              .sourceKey(FOREIGN)
                              .destinationBucket(BUCKET)
                              .destinationKey(OWN))),
          refused(
              "copy to",
              c ->
                  c.copyObject(
                      r ->
                          r.sourceBucket(BUCKET)
                              .sourceKey(OWN)
                              .destinationBucket(BUCKET)
                              .destinationKey(FOREIGN))),
          refused(
              "begin an upload", c -> c.createMultipartUpload(r -> r.bucket(BUCKET).key(FOREIGN))),
          refused(
              "upload a part",
              c ->
                  c.uploadPart(
                      r -> r.bucket(BUCKET).key(FOREIGN).uploadId(foreignUpload).partNumber(1),
                      RequestBody.fromString("!"))),
          refused(
              "copy a foreign part",
              c -> {
                String own = c.createMultipartUpload(r -> r.bucket(BUCKET).key(OWN)).uploadId();
                c.uploadPartCopy(
                    r ->
                        r.sourceBucket(BUCKET)
                            .sourceKey(FOREIGN)
                            .destinationBucket(BUCKET)
                            .destinationKey(OWN)
                            .uploadId(own)
                            .partNumber(1));
              }),
          refused(
              "list parts",
              c -> c.listParts(r -> r.bucket(BUCKET).key(FOREIGN).uploadId(foreignUpload))),
          refused(
              "abort",
              c ->
                  c.abortMultipartUpload(
                      r -> r.bucket(BUCKET).key(FOREIGN).uploadId(foreignUpload))),
          refused(
              "complete",
              c ->
                  c.completeMultipartUpload(
                      r ->
                          r.bucket(BUCKET)
                              .key(FOREIGN)
                              .uploadId(foreignUpload)
                              .multipartUpload(
                                  m ->
                                      m.parts(
                                          CompletedPart.builder()
                                              .partNumber(1)
                                              .eTag("e")
                                              .build())))),
          refused("list without a prefix", c -> c.listObjectsV2(r -> r.bucket(BUCKET))),
          refused("list as before", c -> c.listObjects(r -> r.bucket(BUCKET))),
          refused("list an empty prefix", c -> c.listObjectsV2(r -> r.bucket(BUCKET).prefix(""))),
          refused(
              "list a bare prefix",
              c -> c.listObjectsV2(r -> r.bucket(BUCKET).prefix("tenants/acme"))),
          refused(
              "list all tenants",
              c -> c.listObjectsV2(r -> r.bucket(BUCKET).prefix("tenants/").delimiter("/"))),
          refused(
              "list a foreign prefix",
              c -> c.listObjectsV2(r -> r.bucket(BUCKET).prefix("tenants/acme2/"))),
          refused("list uploads", c -> c.listMultipartUploads(r -> r.bucket(BUCKET))),
          refused(
              "list own uploads",
              c -> c.listMultipartUploads(r -> r.bucket(BUCKET).prefix("tenants/acme/"))),
          refused("list buckets", c -> c.listBuckets()),
          refused("ask where the bucket is", c -> c.getBucketLocation(r -> r.bucket(BUCKET))),
          refused("read the bucket's access", c -> c.getBucketAcl(r -> r.bucket(BUCKET))),
          refused("read the bucket's policy", c -> c.getBucketPolicy(r -> r.bucket(BUCKET))),
          refused("read an object's access", c -> c.getObjectAcl(r -> r.bucket(BUCKET).key(OWN))),
          refused(
              "open an object",
              c -> c.putObjectAcl(r -> r.bucket(BUCKET).key(OWN).acl(ObjectCannedACL.PUBLIC_READ))),
          refused(
              "read attributes",
              c ->
                  c.getObjectAttributes(
                      r -> r.bucket(BUCKET).key(OWN).objectAttributesWithStrings("ETag"))),
          refused(
              "read a version",
              c -> c.getObjectAsBytes(r -> r.bucket(BUCKET).key(OWN).versionId("null"))),
          refused(
              "list versions",
              c -> c.listObjectVersions(r -> r.bucket(BUCKET).prefix("tenants/acme/"))),
          refused("tag", c -> c.getObjectTagging(r -> r.bucket(BUCKET).key(OWN))),
          refused("delete the bucket", c -> c.deleteBucket(r -> r.bucket(BUCKET))));

  @ParameterizedTest(name = "{0}")
  @FieldSource("FOREIGN_CALLS")
  void deniesWhatIsNotTheTenants(String what, Consumer<S3Client> call) {
    assertThatThrownBy(() -> call.accept(acme))
        .as(what)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(403);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            });

    assertThat(acme2.getObjectAsBytes(r -> r.bucket(BUCKET).key(FOREIGN)).asUtf8String())
        .isEqualTo("acme2's");
    assertThat(acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(OWN)).asUtf8String())
        .isEqualTo("acme's");
    assertThat(s3.events).as("nothing happened").isEmpty();
  }

  static final List<Arguments> WRITES =
      List.of(
          refused(
              "put", c -> c.putObject(r -> r.bucket(BUCKET).key(OWN), RequestBody.fromString("!"))),
          refused("delete", c -> c.deleteObject(r -> r.bucket(BUCKET).key(OWN))),
          refused("begin an upload", c -> c.createMultipartUpload(r -> r.bucket(BUCKET).key(OWN))),
          refused(
              "copy",
              c ->
                  c.copyObject(
                      r ->
                          r.sourceBucket(BUCKET)
                              .sourceKey(OWN)
                              .destinationBucket(BUCKET)
                              .destinationKey(OWN + "2"))));

  @ParameterizedTest(name = "{0}")
  @FieldSource("WRITES")
  void deniesAViewerEveryWrite(String what, Consumer<S3Client> call) {
    assertThatThrownBy(() -> call.accept(viewer))
        .as(what)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));

    assertThat(viewer.getObjectAsBytes(r -> r.bucket(BUCKET).key(OWN)).asUtf8String())
        .isEqualTo("acme's");
  }

  @Test
  void listsTheTenantsOwn() {
    assertThat(acme.listObjectsV2(r -> r.bucket(BUCKET).prefix("tenants/acme/")).contents())
        .extracting("key")
        .contains(OWN)
        .doesNotContain(FOREIGN);
  }

  @Test
  void deletesOnlyTheTenantsOwnOfAMixedBatch() {
    var answer =
        acme.deleteObjects(
            r ->
                r.bucket(BUCKET)
                    .delete(
                        d ->
                            d.objects(
                                ObjectIdentifier.builder().key(OWN).build(),
                                ObjectIdentifier.builder().key(FOREIGN).build())));

    assertThat(answer.deleted()).extracting("key").containsExactly(OWN);
    assertThat(answer.errors()).extracting("key").containsExactly(FOREIGN);
    assertThat(answer.errors()).extracting("code").containsExactly("AccessDenied");
    assertThat(acme2.headObject(r -> r.bucket(BUCKET).key(FOREIGN)).contentLength()).isEqualTo(7);
  }

  @Test
  void tellsThatAKeyIsMissingOnlyToWhoMayListTheBucket() {
    String missing = "tenants/acme/nothing here";

    try (S3Client operator = s3.as(s3.operator)) {
      assertThatThrownBy(() -> operator.getObjectAsBytes(r -> r.bucket(BUCKET).key(missing)))
          .isInstanceOf(NoSuchKeyException.class);
      assertThatThrownBy(() -> operator.headObject(r -> r.bucket(BUCKET).key(missing)))
          .isInstanceOf(NoSuchKeyException.class);
    }
    assertThatThrownBy(() -> acme.getObjectAsBytes(r -> r.bucket(BUCKET).key(missing)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
    assertThatThrownBy(() -> acme.headObject(r -> r.bucket(BUCKET).key(missing)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    assertThat(acme.listObjectsV2(r -> r.bucket(BUCKET).prefix(missing)).contents()).isEmpty();
  }

  @Test
  void knowsOneBucket() {
    try (S3Client operator = s3.as(s3.operator)) {
      assertThatThrownBy(() -> operator.getObjectAsBytes(r -> r.bucket("healthz").key("a")))
          .isInstanceOf(NoSuchBucketException.class);
      assertThatThrownBy(
              () ->
                  operator.copyObject(
                      r ->
                          r.sourceBucket("another")
                              .sourceKey(OWN)
                              .destinationBucket(BUCKET)
                              .destinationKey(OWN)))
          .isInstanceOfSatisfying(
              S3Exception.class,
              e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucket"));
    }
  }

  @Test
  void writesOfAnyKeyStayUnderIt() {
    // Were keys paths, this one would be acme2's.
    String climbing = "tenants/acme/../acme2/0/b.txt";

    acme.putObject(r -> r.bucket(BUCKET).key(climbing), RequestBody.fromString("climbed"));

    assertThat(acme2.getObjectAsBytes(r -> r.bucket(BUCKET).key(FOREIGN)).asUtf8String())
        .isEqualTo("acme2's");
    assertThat(acme.listObjectsV2(r -> r.bucket(BUCKET).prefix("tenants/acme/..")).contents())
        .extracting("key")
        .containsExactly(climbing);
  }
}
