package dev.bulkhead.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Objects with tags, which is what keeps them in quarantine. */
final class TaggingTest {
  private static final String KEY = "tenants/acme/artifacts/a b&c=d";

  @TempDir private Path data;

  @Test
  void tagsStayWithTheObjectAndItsBytesAcrossARestart() throws IOException {
    try (var s3 = RunningS3.start(data)) {
      s3.put(KEY, "text");
      tag(s3.as(s3.operator), KEY);
    }
    Bucket bucket = Bucket.open(data, java.time.InstantSource.system());

    assertThat(bucket.find(KEY).orElseThrow().tags()).isEqualTo(Map.of("a&=b", "c d"));
    try (var s3 = RunningS3.start(data)) {
      assertThat(s3.as(s3.operator).getObjectAsBytes(r -> r.bucket(RunningS3.BUCKET).key(KEY)))
          .satisfies(bytes -> assertThat(bytes.asUtf8String()).isEqualTo("text"));
      s3.as(s3.operator).deleteObjectTagging(r -> r.bucket(RunningS3.BUCKET).key(KEY));
    }
    assertThat(Bucket.open(data, java.time.InstantSource.system()).find(KEY).orElseThrow().tags())
        .isEmpty();
  }

  @Test
  void anObjectThatIsPutAgainHasNoTags() throws IOException {
    try (var s3 = RunningS3.start(data)) {
      s3.put(KEY, "text");
      tag(s3.as(s3.operator), KEY);
      s3.put(KEY, "other");
    }

    assertThat(Bucket.open(data, java.time.InstantSource.system()).find(KEY).orElseThrow().tags())
        .isEmpty();
  }

  @Test
  void onlyWhoMayTagDoes() throws IOException {
    try (var s3 = RunningS3.start(data)) {
      s3.put(KEY, "text");
      var forger = AwsBasicCredentials.create(s3.operator.accessKeyId(), "another secret");
      var tagger = s3.iam.session("acme", Set.of("s3:PutObjectTagging"));

      assertRefused(() -> tag(s3.as(s3.acme), KEY));
      assertRefused(() -> tag(s3.as(forger), KEY));
      assertRefused(
          () -> s3.as(tagger).deleteObjectTagging(r -> r.bucket(RunningS3.BUCKET).key(KEY)));
      assertRefused(() -> tag(s3.as(tagger), KEY.replace("acme", "acme2")));
      tag(s3.as(tagger), KEY);
      assertThatThrownBy(() -> tag(s3.as(s3.operator), "nothing"))
          .isInstanceOf(NoSuchKeyException.class);
    }
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
  }

  private static void tag(S3Client client, String key) {
    Tag tag = Tag.builder().key("a&=b").value("c d").build();
    client.putObjectTagging(
        r -> r.bucket(RunningS3.BUCKET).key(key).tagging(tags -> tags.tagSet(tag)));
  }
}
