package dev.bulkhead.costs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.CapacityUnits;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The audit records say what calls are billed: by every kind of request that stores make. */
@Timeout(60)
final class ConsumedUnitsTest {
  private static final SplittableRandom RANDOM = new SplittableRandom(3);
  private static Account account;
  private static String experiment;

  @BeforeAll
  static void start() throws IOException {
    account = new Account();
    experiment = account.createExperiment("warm");
  }

  @AfterAll
  static void stop() {
    account.close();
  }

  @Test
  void whatIsPutIsTold() {
    assertThat(told(() -> account.createRun(experiment, Bodies.START)).written()).isPositive();
  }

  /** DynamoDB Local says half of it. */
  @Test
  void whatATransactionWritesIsTold() {
    assertThat(told(() -> account.createExperiment("churn")).written()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void whatIsUpdatedDeletedAndReadIsTold() {
    String run = account.createRun(experiment, Bodies.START);
    String named = "{\"run_id\":\"" + run + "\"";

    CapacityUnits tagged =
        told(() -> account.post("runs/set-tag", named + ",\"key\":\"a\",\"value\":\"b\"}"));
    CapacityUnits untagged = told(() -> account.post("runs/delete-tag", named + ",\"key\":\"a\"}"));
    CapacityUnits read = told(() -> account.get("runs/get?run_id=" + run));

    assertThat(tagged.written()).isPositive();
    assertThat(untagged.written()).isPositive();
    assertThat(read.read()).isPositive();
    assertThat(read.written()).isZero();
  }

  /** They are made in threads of their own. */
  @Test
  void whatReadsThatAreMadeAtTheSameTimeConsumeIsTold() {
    for (int i = 0; i < 20; i++) {
      String run = account.createRun(experiment, Bodies.START + i);
      account.post("runs/log-batch", Bodies.paramsAndTags(run, 30, RANDOM));
    }
    String search = "{\"experiment_ids\":[\"" + experiment + "\"],\"max_results\":100}";

    assertThat(told(() -> account.post("runs/search", search)).read()).isGreaterThan(8);
  }

  @Test
  void whatEventsThatAreNotedTogetherConsumeIsToldInParts() {
    String root = "7/" + "7".repeat(32) + "/artifacts/";

    CapacityUnits told =
        told(() -> account.note("ObjectCreated:Put", 1, List.of(root + 0, root + 1)));

    assertThat(told.written()).isPositive();
  }

  @Test
  void aConditionThatFailsIsBilledAndNotTold() {
    String run = account.createRun(experiment, Bodies.START);
    Runnable log =
        () ->
            account.post(
                "runs/log-parameter",
                "{\"run_id\":\"" + run + "\",\"key\":\"lr\",\"value\":\"0.1\"}");
    told(log);

    log.run();

    assertThat(account.told().written()).isLessThan(account.ledger().take().written());
  }

  /** What the records say of a call, which is what was billed. */
  private static CapacityUnits told(Runnable call) {
    account.ledger().take();
    account.told();
    call.run();
    CapacityUnits told = account.told();
    Ledger.Units billed = account.ledger().take();
    assertThat(told).isEqualTo(new CapacityUnits(billed.read(), billed.written()));
    return told;
  }
}
