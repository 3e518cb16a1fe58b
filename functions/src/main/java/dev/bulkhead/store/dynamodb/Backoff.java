package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Deadline;
import dev.bulkhead.store.Chance;
import java.time.Duration;

/** Waits longer each time, for 15 seconds and until the call must be answered at the longest. */
final class Backoff {
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  /** What is kept for the answer. */
  private static final Duration RESERVE = Duration.ofSeconds(2);

  private static final int FIRST_MILLIS = 5;
  private static final int MAX_MILLIS = 500;

  private final long end = System.nanoTime() + DEADLINE.toNanos();
  private int ceiling = FIRST_MILLIS;

  /**
   * Waits a random while.
   *
   * @throws dev.bulkhead.domain.Throttled when it has waited for long enough
   */
  void await() {
    if (System.nanoTime() - end > 0 || !Deadline.leaves(RESERVE)) {
      throw Failures.throttled();
    }
    try {
      Thread.sleep(1 + Chance.below(ceiling));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.unavailable();
    }
    ceiling = Math.min(2 * ceiling, MAX_MILLIS);
  }
}
