package dev.bulkhead.local.lambda;

import dev.bulkhead.local.StackLog;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Invokes functions for which nobody waits, such as those that hear of S3's events, and tries again
 * after a failure as Lambda does, if sooner.
 */
public final class AsyncInvocations implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final LocalLambda lambda;
  private final StackLog log;
  private final Duration pause;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();

  /**
   * @param pause between a failure and the next try; Lambda waits a minute, then two
   */
  public AsyncInvocations(LocalLambda lambda, StackLog log, Duration pause) {
    this.lambda = lambda;
    this.log = log;
    this.pause = pause;
  }

  /** Invokes a function, once and as many times again as it fails; then gives up, and says so. */
  public void submit(String function, byte[] event, int retries) {
    Thread thread =
        Thread.ofVirtual()
            .name("async " + function)
            .unstarted(
                () -> {
                  try {
                    deliver(function, event, retries);
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  } finally {
                    running.remove(Thread.currentThread());
                  }
                });
    running.add(thread);
    thread.start();
  }

  private void deliver(String function, byte[] event, int retries) throws InterruptedException {
    for (int attempt = 0; attempt <= retries; attempt++) {
      if (attempt > 0) {
        Thread.sleep(pause);
      }
      if (lambda.invoke(function, event) instanceof Outcome.Answered) {
        return;
      }
    }
    log.write(
        function,
        "gave up an event after %d tries; on AWS it would be a dead letter".formatted(retries + 1));
  }

  /** Waits a little for what is under way, so that a stopped stack has recorded what it stored. */
  @Override
  public void close() {
    for (Thread thread : running) {
      try {
        if (!thread.join(GRACE)) {
          thread.interrupt();
        }
      } catch (InterruptedException _) {
        thread.interrupt();
        Thread.currentThread().interrupt();
      }
    }
  }
}
