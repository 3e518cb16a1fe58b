package dev.bulkhead.store.dynamodb;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits longer each time, up to a deadline well within the 29 seconds that a function has. */
final class Backoff {
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final long FIRST_MILLIS = 5;
  private static final long MAX_MILLIS = 500;

  private final long end = System.nanoTime() + DEADLINE.toNanos();
  private long ceiling = FIRST_MILLIS;

  /**
   * Waits a random while.
   *
   * @throws dev.bulkhead.domain.Throttled when the deadline has passed
   */
  void await() {
    if (System.nanoTime() - end > 0) {
      throw Failures.throttled();
    }
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(1, ceiling + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.unavailable();
    }
    ceiling = Math.min(2 * ceiling, MAX_MILLIS);
  }
}
