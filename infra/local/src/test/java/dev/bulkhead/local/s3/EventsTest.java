package dev.bulkhead.local.s3;

import static dev.bulkhead.local.s3.RunningS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

class EventsTest {
  private static final String KEY = "tenants/acme/a+b c/%2B.txt";

  private RunningS3 s3;
  private S3Client acme;

  @BeforeEach
  void start() throws IOException {
    s3 = RunningS3.start();
    acme = s3.as(s3.acme);
  }

  @AfterEach
  void stop() throws IOException {
    acme.close();
    s3.close();
  }

  @Test
  void tellsOfAPut() {
    String eTag =
        acme.putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.fromString("told")).eTag();

    assertThat(s3.events).hasSize(1);
    S3ObjectEvent event = s3.events.getFirst();
    assertThat(event.eventName()).isEqualTo("ObjectCreated:Put");
    assertThat(event.bucket()).isEqualTo(BUCKET);
    assertThat(event.key()).isEqualTo(KEY);
    assertThat(event.size()).isEqualTo(4);
    assertThat(event.eTag()).isEqualTo(eTag.replace("\"", ""));
    assertThat(event.principal()).isEqualTo(s3.acme.principalArn());
  }

  @Test
  void tellsOfCopiesAndDeletesInTheirOrder() {
    acme.putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.fromString("1"));
    acme.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey(KEY)
                .destinationBucket(BUCKET)
                .destinationKey(KEY + "2"));
    acme.deleteObject(r -> r.bucket(BUCKET).key(KEY));
    acme.deleteObjects(
        r ->
            r.bucket(BUCKET)
                .delete(
                    d ->
                        d.objects(
                            ObjectIdentifier.builder().key(KEY).build(),
                            ObjectIdentifier.builder().key(KEY + "2").build())));

    assertThat(s3.events)
        .extracting(S3ObjectEvent::eventName)
        .containsExactly(
            "ObjectCreated:Put",
            "ObjectCreated:Copy",
            "ObjectRemoved:Delete",
            "ObjectRemoved:Delete");
    assertThat(s3.events)
        .extracting(S3ObjectEvent::key)
        .as("what was gone already is not told again")
        .containsExactly(KEY, KEY + "2", KEY, KEY + "2");
    List<String> sequencers = s3.events.stream().map(S3ObjectEvent::sequencer).toList();
    assertThat(sequencers).isSorted().doesNotHaveDuplicates();
  }
}
