package dev.bulkhead.costs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What DynamoDB allows each partition key in a second is enough for a busy experiment. */
@Timeout(120)
final class KeyRateTest {
  /** More than that in a second, and DynamoDB throttles. */
  private static final double MOST_OF_A_KEY = 1_000;

  private static final int CALLS_A_SECOND = 2_000;
  private static final int RUNS = 32;
  private static final int KEYS = 10;

  /**
   * The second is that of a clock in which the calls arrive evenly, however long they take here.
   */
  @Test
  void twoThousandCallsASecondOnOneExperimentThrottleNoKey() throws IOException {
    try (var account = new Account()) {
      String experiment = account.createExperiment("busy");
      List<String> runs = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        runs.add(account.createRun(experiment, Bodies.START + i));
      }
      account.ledger().take();

      for (int call = 0; call < CALLS_A_SECOND; call++) {
        long step = call / RUNS;
        account.post(
            "runs/log-metric",
            Bodies.metric(runs.get(call % RUNS), "m" + step % KEYS, call / 8.0, step));
      }

      assertThat(account.ledger().mostWrittenToAKey()).isBetween(1.0, MOST_OF_A_KEY);
    }
  }
}
