package dev.bulkhead.local.s3;

import static dev.bulkhead.local.s3.RunningS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Listings as AWS's own client walks them. */
class PagingTest {
  private static RunningS3 s3;
  private static S3Client acme;
  private static List<String> keys;

  @BeforeAll
  static void start() throws IOException {
    s3 = RunningS3.start();
    acme = s3.as(s3.acme);
    keys = IntStream.range(0, 25).mapToObj("tenants/acme/%02d/a&b.txt"::formatted).toList();
    for (String key : keys) {
      acme.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(key));
    }
  }

  @AfterAll
  static void stop() throws IOException {
    acme.close();
    s3.close();
  }

  @Test
  void walksAllPages() {
    var pages =
        acme.listObjectsV2Paginator(r -> r.bucket(BUCKET).prefix("tenants/acme/").maxKeys(4));

    assertThat(pages.stream()).hasSize(7);
    assertThat(pages.contents().stream().map(S3Object::key)).containsExactlyElementsOf(keys);
    assertThat(pages.contents().stream().map(S3Object::size)).containsOnly(23L);
  }

  @Test
  void walksPagesOfDirectories() {
    var pages =
        acme.listObjectsV2Paginator(
            r -> r.bucket(BUCKET).prefix("tenants/acme/").delimiter("/").maxKeys(10));

    assertThat(pages.commonPrefixes().stream().map(CommonPrefix::prefix))
        .hasSize(25)
        .startsWith("tenants/acme/00/")
        .endsWith("tenants/acme/24/");
  }

  @Test
  void walksTheOldListing() {
    var first = acme.listObjects(r -> r.bucket(BUCKET).prefix("tenants/acme/").maxKeys(20));
    var second =
        acme.listObjects(
            r -> r.bucket(BUCKET).prefix("tenants/acme/").marker(first.contents().getLast().key()));

    assertThat(first.isTruncated()).isTrue();
    assertThat(second.contents()).hasSize(5);
  }

  @Test
  void startsBehindAKey() {
    var answer =
        acme.listObjectsV2(r -> r.bucket(BUCKET).prefix("tenants/acme/").startAfter(keys.get(22)));

    assertThat(answer.contents())
        .extracting(S3Object::key)
        .containsExactly(keys.get(23), keys.get(24));
  }

  @Test
  void refusesATokenItDidNotGive() {
    assertThatThrownBy(
            () ->
                acme.listObjectsV2(
                    r -> r.bucket(BUCKET).prefix("tenants/acme/").continuationToken("no token!")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument"));
  }
}
