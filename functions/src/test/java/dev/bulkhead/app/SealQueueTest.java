package dev.bulkhead.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.store.SealRequests;
import dev.bulkhead.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** How often a function asks that an experiment be sealed, and what comes of it if it cannot. */
final class SealQueueTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final ExperimentId CHURN = new ExperimentId("7");

  private final List<SendMessageRequest> sent = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private boolean fails;

  private final SqsClient sqs =
      new SqsClient() {
        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
          sent.add(request);
          if (fails) {
            throw SdkClientException.create("nobody there");
          }
          return SendMessageResponse.builder().build();
        }

        @Override
        public String serviceName() {
          return "sqs";
        }

        @Override
        public void close() {}
      };

  private final SealQueue queue = new SealQueue(new Lazy<>(() -> sqs), "https://queue", () -> now);

  @Test
  void anExperimentIsAskedForOnceAMinute() {
    queue.ask(ACME, CHURN);
    queue.ask(ACME, CHURN);
    queue.ask(ACME, new ExperimentId("8"));
    queue.ask(new TenantId("acme2"), CHURN);
    now = now.plus(Duration.ofMinutes(1));
    queue.ask(ACME, CHURN);

    assertThat(sent)
        .extracting(SendMessageRequest::messageDeduplicationId)
        .containsExactly(
            "acme/7/29455384", "acme/8/29455384", "acme2/7/29455384", "acme/7/29455385");
  }

  @Test
  void aMessageNamesTenantAndExperimentAndWaitsWithThoseOfItsTenant() {
    queue.ask(ACME, CHURN);

    assertThat(sent)
        .singleElement()
        .returns("https://queue", SendMessageRequest::queueUrl)
        .returns("acme", SendMessageRequest::messageGroupId)
        .returns("{\"tenant\":\"acme\",\"experiment\":\"7\"}", SendMessageRequest::messageBody);
  }

  @Test
  void whatCannotBeSentIsNotTriedAgainBeforeTheNextMinute() {
    fails = true;

    queue.ask(ACME, CHURN);
    queue.ask(ACME, CHURN);

    assertThat(sent).hasSize(1);
  }

  /** Port 1 is nobody's. */
  @Test
  void aQueueThatIsNotThereFailsNobody() {
    SealRequests requests =
        SealQueue.of(
                new Environment(
                    Map.of(
                        "SEAL_QUEUE_URL", "https://queue",
                        "AWS_REGION", "us-east-1",
                        "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1"),
                    AnonymousCredentialsProvider.create()))
            .apply(ACME);

    assertThat(requests).isNotSameAs(SealRequests.NONE);
    requests.ask(CHURN);
  }

  @Test
  void whereTheTemplateNamesNoQueueNobodyIsAsked() {
    assertThat(
            SealQueue.of(new Environment(Map.of(), AnonymousCredentialsProvider.create()))
                .apply(ACME))
        .isSameAs(SealRequests.NONE);
  }
}
