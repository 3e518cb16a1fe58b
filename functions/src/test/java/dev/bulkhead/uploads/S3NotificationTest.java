package dev.bulkhead.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.store.UploadStore.Sequencer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3NotificationTest {

  @Test
  void readsWhatWasMade() throws IOException {
    assertThat(read(event("ObjectCreated:Put", "a", ",\"size\":3,\"eTag\":\"e\"")))
        .containsExactly(
            new ObjectEvent(
                "artifacts",
                "a",
                false,
                3,
                "e",
                new Sequencer("0055AED6DCD90281E5"),
                Instant.parse("2026-01-01T00:00:00.123Z")));
  }

  @Test
  void readsWhatWasRemoved() throws IOException {
    ObjectEvent event = read(event("ObjectRemoved:Delete", "a", "")).getFirst();

    assertThat(event.removed()).isTrue();
    assertThat(event.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "a+b, a b",
    "a%2Bb, a+b",
    "a%20b, a b",
    "a%2520b, a%20b",
    "a%252e%252e, a%2e%2e",
    "%E6%97%A5, 日",
    "folder/, folder/"
  })
  void decodesTheKeyOnce(String encoded, String key) throws IOException {
    assertThat(read(event("ObjectCreated:Put", encoded, "")).getFirst().key()).isEqualTo(key);
  }

  @Test
  void passesOverTheMessageThatS3SendsWhenItIsSetUp() throws IOException {
    assertThat(read("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"Records\":[{}]}",
        "{\"Records\":[1]}",
        "{\"Records\":[{\"s3\":{\"bucket\":{},\"object\":{}}}]}"
      })
  void refusesWhatIsNoNotification(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }

  @Test
  void refusesAKeyThatIsNotEncoded() {
    assertThatThrownBy(() -> read(event("ObjectCreated:Put", "a%zz", "")))
        .isInstanceOf(IOException.class);
  }

  private static List<ObjectEvent> read(String text) throws IOException {
    return S3Notification.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String event(String name, String key, String more) {
    return """
    {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",
      "eventTime":"2026-01-01T00:00:00.123Z","eventName":"%s",
      "s3":{"s3SchemaVersion":"1.0","configurationId":"c","bucket":{"name":"artifacts"},
        "object":{"key":"%s"%s,"sequencer":"0055AED6DCD90281E5"}}}]}
    """
        .formatted(name, key, more);
  }
}
