package dev.bulkhead.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.bench.Scenario.Prepared;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoadTest {

  @Test
  void aStallCountsForAllCallsThatCameMeanwhile() throws IOException {
    Case what = new Case("W0", "", 1, 100, 1, "calls", Case.Peers.ALL, "", (_, _) -> null);
    var calls = new AtomicInteger();

    Load.Outcome seen =
        Load.run(what, Prepared.of(_ -> pause(calls.getAndIncrement() == 0 ? 300 : 0)), 0.5);

    assertThat(seen.times().getTotalCount()).isEqualTo(50);
    assertThat(seen.times().getCountBetweenValues(50_000_000, Long.MAX_VALUE))
        .isGreaterThanOrEqualTo(20);
  }

  @Test
  void whatIsRefusedIsCountedApart() throws IOException {
    var calls = new AtomicInteger();
    Prepared prepared =
        Prepared.of(
            _ -> {
              pause(1);
              if (calls.getAndIncrement() % 2 == 0) {
                throw new IOException("refused");
              }
            });

    Load.Outcome seen = Load.run(Case.closed("W0", "", 1, (_, _) -> prepared), prepared, 0.2);

    assertThat(seen.failure()).isEqualTo("refused");
    assertThat(seen.errors() + seen.times().getTotalCount()).isEqualTo(calls.get());
    assertThat(seen.errors()).isPositive();
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
