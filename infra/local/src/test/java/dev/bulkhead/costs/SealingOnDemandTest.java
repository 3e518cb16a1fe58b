package dev.bulkhead.costs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.app.Environment;
import dev.bulkhead.app.LiveStores;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.local.sqs.LocalQueue;
import dev.bulkhead.local.sqs.Message;
import dev.bulkhead.store.RunStore;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * A search that reads many runs one by one has them sealed at once, by a message that the stack's
 * queue takes from that function alone.
 */
@Timeout(120)
final class SealingOnDemandTest {
  private static final int RUNS = 510;

  @Test
  void theSearchAfterOneOfManyOpenRunsCostsNextToNothing() throws IOException {
    try (var account = new Account()) {
      LocalQueue queue = account.aws().queue("MaintenanceFunction");
      List.of(
              "{\"tenant\":\"nobody\",\"experiment\":\"7\"}",
              "{\"tenant\":\"acme\",\"experiment\":\"77\"}",
              "no order",
              "{\"tenant\":\"acme\",\"experiment\":\"../7\"}")
          .forEach(queue::send);
      String experiment = account.createExperiment("churn");
      createRuns(account, new ExperimentId(experiment));
      String search =
          "{\"experiment_ids\":[\""
              + experiment
              + "\"],\"order_by\":[\"attributes.status\"],\"max_results\":10}";

      account.ledger().take();
      Object found = account.post("runs/search", search).get("runs");
      queue.awaitDelivered();
      double reading = account.ledger().take().read();
      Object foundAgain = account.post("runs/search", search).get("runs");

      assertThat(reading).isGreaterThan(50);
      assertThat(account.ledger().take().read()).isLessThanOrEqualTo(12);
      assertThat(foundAgain).isEqualTo(found);
      assertUnreadableMessagesAreDeadLetters(queue);
      assertThatThrownBy(() -> send(account, "RunsFunction"))
          .isInstanceOf(SqsException.class)
          .hasMessageContaining("not authorized to perform: sqs:SendMessage");
    }
  }

  /** As the function writes them, but that they have ended already. */
  private static void createRuns(Account account, ExperimentId experiment) {
    Environment of = account.aws().environment(account.aws().template().function("RunsFunction"));
    RunStore runs =
        new LiveStores(of, Capability.TRACKING).open(new TenantId("acme"), Access.WRITE).runs();
    var random = new Random(3);
    for (int number = 0; number < RUNS; number++) {
      Instant start = Instant.ofEpochMilli(Bodies.START + number);
      runs.create(
          new RunInfo(
              RunId.create(experiment, start, random),
              "bold-lark-7",
              "ada",
              RunStatus.FINISHED,
              start,
              Optional.of(start),
              LifecycleStage.ACTIVE,
              "mlflow-artifacts:/churn"),
          List.of());
    }
  }

  /** What names no tenant or experiment that is there is done with; the others are for a person. */
  private static void assertUnreadableMessagesAreDeadLetters(LocalQueue queue) {
    while (queue.deadLetters().size() < 2) {
      LockSupport.parkNanos(1_000_000);
    }
    queue.awaitDelivered();
    assertThat(queue.deadLetters())
        .extracting(Message::body)
        .containsExactly("no order", "{\"tenant\":\"acme\",\"experiment\":\"../7\"}");
  }

  private static void send(Account account, String function) {
    Environment of = account.aws().environment(account.aws().template().function(function));
    try (SqsClient sqs =
        SqsClient.builder()
            .endpointOverride(of.endpoint("SQS").orElseThrow())
            .region(Region.US_EAST_1)
            .credentialsProvider(of.credentials())
            .build()) {
      var _ =
          sqs.sendMessage(
              message ->
                  message
                      .queueUrl(account.aws().template().eventQueue("MaintenanceFunction").url())
                      .messageGroupId("acme")
                      .messageDeduplicationId("1")
                      .messageBody("{}"));
    }
  }
}
