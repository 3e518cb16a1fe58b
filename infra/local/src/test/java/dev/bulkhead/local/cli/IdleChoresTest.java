package dev.bulkhead.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class IdleChoresTest {
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private Instant now = Instant.parse("2026-11-27T12:00:00Z");
  private final IdleChores chores = new IdleChores(() -> now);

  @Test
  void nothingIsDueBeforeTheFirstCall() {
    assertThat(chores.areDue()).isFalse();
  }

  @Test
  void theyWaitUntilNobodyCalls() {
    for (int i = 0; i < 100; i++) {
      chores.called();
      pass(IdleChores.PAUSE);
      assertThat(chores.areDue()).isFalse();
    }

    pass(MOMENT);

    assertThat(chores.areDue()).isTrue();
  }

  @Test
  void theyComeAgainEveryMinuteUntilNothingCanBeLeft() {
    chores.called();
    pass(IdleChores.PAUSE.plus(MOMENT));
    chores.done();
    assertThat(chores.areDue()).isFalse();
    int times = 0;
    while (!now.isAfter(Instant.parse("2026-11-27T14:00:00Z"))) {
      pass(MOMENT);
      if (chores.areDue()) {
        chores.done();
        times++;
      }
    }

    assertThat(times).isEqualTo(IdleChores.ENOUGH.dividedBy(IdleChores.INTERVAL) - 1);
  }

  @Test
  void aCallIsSeenInTheGatewaysLogAndNoOther() {
    var lines = new ArrayList<String>();
    var log = chores.listening((source, text) -> lines.add(source + " " + text));
    log.write("RunsFunction", "{}");
    pass(IdleChores.PAUSE.plus(MOMENT));
    assertThat(chores.areDue()).isFalse();

    log.write("gateway", "GET /");
    pass(IdleChores.PAUSE.plus(MOMENT));

    assertThat(chores.areDue()).isTrue();
    assertThat(lines).containsExactly("RunsFunction {}", "gateway GET /");
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
