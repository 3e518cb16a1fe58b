package dev.bulkhead.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.domain.Unavailable;
import dev.bulkhead.fakes.FakeLambda;
import dev.bulkhead.fakes.FakeStores;
import dev.bulkhead.http.Json;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.Stores;
import dev.bulkhead.store.TenantObjects;
import dev.bulkhead.store.UploadStore;
import dev.bulkhead.tenancy.Access;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsFunctionTest {
  private static final String BUCKET = "artifacts";
  private static final StorageQuota QUOTA = new StorageQuota(100);

  private final List<String> noted = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final FakeLambda lambda = new FakeLambda();
  private final UploadsFunction function =
      new UploadsFunction(stores(), _ -> Optional.of(QUOTA), BUCKET);

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
            batch(event("acme", "a"), event("acme2", "fails"), "not JSON", event("acme", "b")));

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
  @ValueSource(strings = {"tenants/acme/spill/x", "other/x", "tenants/../artifacts/x"})
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

  @Test
  void notesTheEventsOfOneTenantTogether() throws IOException {
    var _ =
        lambda.invoke(function, batch(event("acme", "a"), event("acme2", "x"), event("acme", "c")));

    assertThat(calls).hasValue(2);
  }

  @Test
  void keepsWhatCanNeverBeNotedFromTakingOthersWithIt() throws IOException {
    String answer =
        lambda.invoke(
            function, batch(event("acme", "a"), event("acme", "bug"), event("acme", "c")));

    assertThat(noted).contains("acme a", "acme c");
    assertThat(answer).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");
  }

  @Test
  void tellsS3AndTheLogOfWhatIsInQuarantine() throws IOException {
    var _ = lambda.invoke(function, batch(event("acme", "large"), event("acme", "freed")));

    assertThat(tags).containsExactlyInAnyOrder("+large", "-freed");
    assertThat(lambda.log()).contains("\"error_code\":\"QUARANTINED\"");
  }

  private Stores stores() {
    return (tenant, access) -> {
      assertThat(access).isEqualTo(Access.WRITE);
      return new FakeStores(new Noting(tenant.value()), new Tagging());
    };
  }

  private final class Noting implements UploadStore {
    private final String tenant;

    Noting(String tenant) {
      this.tenant = tenant;
    }

    @Override
    public List<String> note(List<Upload> uploads, Optional<StorageQuota> quota) {
      assertThat(quota).contains(QUOTA);
      calls.incrementAndGet();
      for (Upload upload : uploads) {
        if (upload.file().equals("bug")) {
          throw new IllegalStateException("a bug");
        }
        if (upload.file().equals("fails")) {
          throw new Unavailable("not now");
        }
        noted.add(tenant + " " + upload.file());
      }
      return uploads.stream().map(Upload::file).filter(f -> f.matches("large|freed")).toList();
    }

    @Override
    public Optional<Noted> find(String file) {
      var upload = new Upload(file, false, 1, "", Sequencer.NONE, Instant.EPOCH);
      return Optional.of(new Noted(upload, file.equals("large")));
    }

    @Override
    public boolean release(String file, Optional<StorageQuota> quota) {
      throw new UnsupportedOperationException("Operators release");
    }

    @Override
    public boolean correct(Optional<Noted> known, Upload found, Optional<StorageQuota> quota) {
      throw new UnsupportedOperationException("Operators correct");
    }

    @Override
    public Stretch stretch(Optional<String> after, Optional<String> last) {
      throw new UnsupportedOperationException("The function only notes");
    }

    @Override
    public void forgetRemoved(ArtifactPath folder) {
      throw new UnsupportedOperationException("No event has anything forgotten");
    }
  }

  private final class Tagging implements TenantObjects {
    @Override
    public void quarantine(String file) {
      tags.add("+" + file);
    }

    @Override
    public void release(String file) {
      tags.add("-" + file);
    }

    @Override
    public Listed list(Optional<String> after) {
      throw new UnsupportedOperationException("The function only tags");
    }

    @Override
    public Optional<StoredObject> find(String file) {
      throw new UnsupportedOperationException("The function only tags");
    }

    @Override
    public void delete(List<String> files) {
      throw new UnsupportedOperationException("The function only tags");
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
