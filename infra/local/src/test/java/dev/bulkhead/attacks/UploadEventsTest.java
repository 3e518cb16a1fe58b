package dev.bulkhead.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.local.lambda.Outcome;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of S3 that S3 would not send, or not so. */
final class UploadEventsTest extends Besieged {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenants/../acme2/artifacts/x",
        "tenants/acme/../acme2/artifacts/x",
        "tenants/acme%2F..%2Facme2/artifacts/x",
        "tenants/acme2%23/artifacts/x",
        "tenants//artifacts/x",
        "tenants/*/artifacts/x",
        "tenants/ACME/artifacts/x",
        "tenants/acme/spill/x",
        "tenants/acme/artifacts",
        "/tenants/acme/artifacts/x",
        "x",
        "%00"
      })
  void aKeyThatIsNoArtifactsIsIgnored(String key) {
    Map<String, String> before = siege.stored();

    assertThat(deliver(siege.bucket(), key, "1", "ObjectCreated:Put"))
        .isInstanceOf(Outcome.Answered.class);

    assertThat(siege.stored()).isEqualTo(before);
    assertThat(siege.log().toString()).contains("NO_ARTIFACT");
  }

  /** Whoever writes to S3 itself names files as he likes, and must not store them for nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a//b",
        "a%00b",
        "folder/",
        "a%23b",
        "%252e%252e/x",
        "../../acme2/artifacts/x"
      })
  void aFileThatNoClientCouldAskForIsCountedForItsTenantAlone(String file) {
    Map<String, String> before = siege.stored();

    deliver(siege.bucket(), "tenants/acme/artifacts/" + file, "1", "ObjectCreated:Put");
    assertThat(added(before)).isNotEmpty().allMatch(item -> item.contains("S=T#acme#U#"));
    deliver(siege.bucket(), "tenants/acme/artifacts/" + file, "2", "ObjectRemoved:Delete");
  }

  @ParameterizedTest
  @ValueSource(strings = {"other-bucket", "", "bulkhead-local-000000000000-us-east-1 "})
  void anEventOfAnotherBucketIsIgnored(String bucket) {
    Map<String, String> before = siege.stored();

    deliver(bucket, "tenants/acme/artifacts/x", "1", "ObjectCreated:Put");

    assertThat(siege.stored()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "a+b, a b",
    "a%2Bb, a+b",
    "a%2520b, a%20b",
    "a%25b, a%b",
    "%E2%82%AC, \u20ac",
    "a%2Fb, a/b"
  })
  void aKeyIsDecodedOnceAndNotedForItsTenantAlone(String key, String path) {
    Map<String, String> before = siege.stored();

    deliver(siege.bucket(), "tenants/acme2/artifacts/once/" + key, "1", "ObjectCreated:Put");

    Set<String> added = added(before);
    assertThat(added).isNotEmpty().allMatch(item -> item.contains("S=T#acme2#"));
    assertThat(siege.stored().values().toString()).contains("once/" + path);
  }

  @Test
  void anEventTwiceAndALateOneChangeNothing() {
    String key = "tenants/acme/artifacts/late";
    deliver(siege.bucket(), key, "0F", "ObjectRemoved:Delete");
    Map<String, String> before = siege.stored();

    deliver(siege.bucket(), key, "0F", "ObjectRemoved:Delete");
    deliver(siege.bucket(), key, "0E", "ObjectCreated:Put");

    assertThat(siege.stored()).isEqualTo(before);
  }

  private static Set<String> added(Map<String, String> before) {
    var added = new HashSet<>(siege.stored().keySet());
    added.removeAll(before.keySet());
    return added;
  }

  private static Outcome deliver(String bucket, String key, String sequencer, String name) {
    String event =
        """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventTime":"2026-01-01T00:00:00Z",\
        "eventName":"%s","s3":{"bucket":{"name":"%s"},"object":{"key":"%s","size":5,"eTag":"e",\
        "sequencer":"%s"}}}]}\
        """
            .formatted(name, bucket, key, sequencer);
    return siege.aws().invoke("UploadsFunction", event.getBytes(UTF_8));
  }
}
