package dev.bulkhead.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Unavailable;
import dev.bulkhead.fakes.FakeLambda;
import dev.bulkhead.fakes.FakeStores;
import dev.bulkhead.http.Json;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.Stores;
import dev.bulkhead.store.UploadStore;
import dev.bulkhead.tenancy.Access;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsFunctionTest {
  private static final String BUCKET = "artifacts";

  private final List<String> noted = new ArrayList<>();
  private final FakeLambda lambda = new FakeLambda();
  private final UploadsFunction function = new UploadsFunction(stores(), BUCKET);

  @Test
  void notesWhatAQueueDelivers() throws IOException {
    String answer = lambda.invoke(function, batch(event("acme", "a"), event("acme2", "b")));

    assertThat(noted).containsExactly("acme a", "acme2 b");
    assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void notesWhatS3DeliversItself() throws IOException {
    String answer = lambda.invoke(function, event("acme", "a"));

    assertThat(noted).containsExactly("acme a");
    assertThat(answer).isEmpty();
  }

  @Test
  void reportsOnlyTheMessagesThatFailed() throws IOException {
    String answer =
        lambda.invoke(
            function,
            batch(event("acme", "a"), event("acme", "fails"), "not JSON", event("acme", "b")));

    assertThat(noted).containsExactly("acme a", "acme b");
    assertThat(answer)
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m2\"}]}");
    assertThat(lambda.log())
        .contains("TEMPORARILY_UNAVAILABLE")
        .contains("\"resource\":{\"message\":\"m2\"}")
        .contains("NO_NOTIFICATION");
  }

  @Test
  void failsAsAWholeWithoutAQueue() {
    assertThatThrownBy(() -> lambda.invoke(function, event("acme", "fails")))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void passesOverWhatS3SendsWhenItIsSetUp() throws IOException {
    String answer =
        lambda.invoke(function, batch("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}"));

    assertThat(noted).isEmpty();
    assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tenants/acme/spill/x", "other/x", "tenants/acme/artifacts/../../acme2/x"})
  void passesOverWhatIsNoArtifact(String key) throws IOException {
    String answer = lambda.invoke(function, batch(event(BUCKET, key, "0A")));

    assertThat(noted).isEmpty();
    assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void passesOverTheEventsOfAnotherBucket() throws IOException {
    var _ = lambda.invoke(function, batch(event("foreign", "tenants/acme/artifacts/a", "0A")));

    assertThat(noted).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}",
        "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"m\"}]}"
      })
  void refusesWhatIsNeither(String event) {
    assertThatThrownBy(() -> lambda.invoke(function, event)).isInstanceOf(IOException.class);
  }

  private Stores stores() {
    return (tenant, access) -> {
      assertThat(access).isEqualTo(Access.WRITE);
      return new FakeStores(new Noting(tenant.value()));
    };
  }

  private final class Noting implements UploadStore {
    private final String tenant;

    Noting(String tenant) {
      this.tenant = tenant;
    }

    @Override
    public void note(Upload upload) {
      if (upload.path().value().equals("fails")) {
        throw new Unavailable("not now");
      }
      noted.add(tenant + " " + upload.path());
    }

    @Override
    public void forgetRemoved(ArtifactPath folder) {
      throw new UnsupportedOperationException("No event has anything forgotten");
    }

    @Override
    public Optional<Upload> find(ArtifactPath path) {
      throw new UnsupportedOperationException("The function only notes");
    }
  }

  private static String event(String tenant, String path) {
    return event(BUCKET, "tenants/" + tenant + "/artifacts/" + path, "0A");
  }

  private static String event(String bucket, String key, String sequencer) {
    return """
        {"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put",
          "eventTime":"2026-01-01T00:00:00.123Z",
          "s3":{"bucket":{"name":"%s"},"object":{"key":"%s","size":1,"sequencer":"%s"}}}]}
        """
        .formatted(bucket, key, sequencer);
  }

  private static String batch(String... bodies) {
    byte[] json =
        Json.write(
            out -> {
              out.writeArrayFieldStart("Records");
              for (int i = 0; i < bodies.length; i++) {
                out.writeStartObject();
                out.writeStringField("messageId", "m" + i);
                out.writeStringField("body", bodies[i]);
                out.writeStringField("eventSource", "aws:sqs");
                out.writeEndObject();
              }
              out.writeEndArray();
            });
    return new String(json, StandardCharsets.UTF_8);
  }
}
