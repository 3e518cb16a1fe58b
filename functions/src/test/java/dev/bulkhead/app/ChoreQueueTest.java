package dev.bulkhead.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.ChoreRequests;
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

/**
 * How often a function asks that something be sealed or folded, and what comes of it if it cannot.
 */
final class ChoreQueueTest {
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

  private final ChoreQueue queue =
      new ChoreQueue(new Lazy<>(() -> sqs), "https://queue", () -> now);

  @Test
  void anExperimentIsAskedForOnceAMinute() {
    queue.of(ACME).seal(CHURN);
    queue.of(ACME).seal(CHURN);
    queue.of(ACME).seal(new ExperimentId("8"));
    queue.of(new TenantId("acme2")).seal(CHURN);
    now = now.plus(Duration.ofMinutes(1));
    queue.of(ACME).seal(CHURN);

    assertThat(sent)
        .extracting(SendMessageRequest::messageDeduplicationId)
        .containsExactly(
            "acme/7/29455384", "acme/8/29455384", "acme2/7/29455384", "acme/7/29455385");
  }

  @Test
  void aMessageNamesTenantAndExperimentAndWaitsWithThoseOfItsTenant() {
    queue.of(ACME).seal(CHURN);

    assertThat(sent)
        .singleElement()
        .returns("https://queue", SendMessageRequest::queueUrl)
        .returns("acme", SendMessageRequest::messageGroupId)
        .returns("{\"tenant\":\"acme\",\"experiment\":\"7\"}", SendMessageRequest::messageBody);
  }

  @Test
  void aRunToBeFoldedIsNamedLikewise() {
    queue.of(ACME).fold(new RunId("0000000007018bcfe568000badc0ffee"));

    assertThat(sent)
        .singleElement()
        .returns(
            "{\"tenant\":\"acme\",\"run\":\"0000000007018bcfe568000badc0ffee\"}",
            SendMessageRequest::messageBody);
  }

  @Test
  void whatCannotBeSentIsNotTriedAgainBeforeTheNextMinute() {
    fails = true;

    queue.of(ACME).seal(CHURN);
    queue.of(ACME).seal(CHURN);

    assertThat(sent).hasSize(1);
  }

  /** Port 1 is nobody's. */
  @Test
  void aQueueThatIsNotThereFailsNobody() {
    ChoreRequests requests =
        ChoreQueue.of(
                new Environment(
                    Map.of(
                        "CHORE_QUEUE_URL", "https://queue",
                        "AWS_REGION", "us-east-1",
                        "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1"),
                    AnonymousCredentialsProvider.create()))
            .apply(ACME);

    assertThat(requests).isNotSameAs(ChoreRequests.NONE);
    requests.seal(CHURN);
  }

  @Test
  void whereTheTemplateNamesNoQueueNobodyIsAsked() {
    assertThat(
            ChoreQueue.of(new Environment(Map.of(), AnonymousCredentialsProvider.create()))
                .apply(ACME))
        .isSameAs(ChoreRequests.NONE);
  }
}
