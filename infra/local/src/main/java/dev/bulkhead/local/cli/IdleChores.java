package dev.bulkhead.local.cli;

import dev.bulkhead.local.StackLog;
import dev.bulkhead.local.stack.LocalAws;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has the chores done that a schedule has done every hour on AWS: while the stack is left alone, so
 * that they take no processor from those who call, and until nothing that was logged can be left to
 * do. What is idle for longer costs nothing.
 */
final class IdleChores implements AutoCloseable {
  /** Longer than those who call one after the other pause. */
  static final Duration PAUSE = Duration.ofSeconds(20);

  /** Between two times; what a chore waits for is told in minutes. */
  static final Duration INTERVAL = Duration.ofMinutes(1);

  /** A run that nobody writes to is sealed within so long. */
  static final Duration ENOUGH = Duration.ofMinutes(15);

  private static final byte[] ALL = "{}".getBytes(StandardCharsets.UTF_8);

  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("chores").factory());
  private volatile Instant lastCall = Instant.MIN;
  private volatile Instant lastDone = Instant.MIN;

  /** Nothing is done before it is started. */
  IdleChores(InstantSource clock) {
    this.clock = clock;
  }

  /** A log that takes note of calls as they go by. */
  StackLog listening(StackLog log) {
    return (source, text) -> {
      if (source.equals("gateway")) {
        called();
      }
      log.write(source, text);
    };
  }

  void called() {
    lastCall = clock.instant();
  }

  /** Begins to look for pauses. */
  void start(LocalAws aws) {
    var _ =
        thread.scheduleWithFixedDelay(
            () -> {
              if (areDue()) {
                var _ = aws.invoke(Operator.MAINTENANCE, ALL);
                done();
              }
            },
            1,
            1,
            TimeUnit.SECONDS);
  }

  /** Whether it is time: nobody calls, but somebody did not long ago. */
  boolean areDue() {
    Instant now = clock.instant();
    return lastCall.isBefore(now.minus(PAUSE))
        && lastCall.isAfter(now.minus(ENOUGH))
        && lastDone.isBefore(now.minus(INTERVAL));
  }

  void done() {
    lastDone = clock.instant();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
