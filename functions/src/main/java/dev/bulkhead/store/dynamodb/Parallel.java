package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Consumption;
import dev.bulkhead.domain.Deadline;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Reads that are independent of each other, at the same time. */
final class Parallel {
  /** Fewer than an HTTP client has connections. */
  private static final int MAX_AT_ONCE = 16;

  private Parallel() {}

  /** Runs all of them; throws what the first one that failed threw. */
  static void run(List<Runnable> tasks) {
    if (tasks.size() == 1) {
      tasks.getFirst().run();
      return;
    }
    var permits = new Semaphore(MAX_AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running =
          tasks.stream()
              .<Future<?>>map(task -> threads.submit(shared(limited(task, permits))))
              .toList();
      for (Future<?> task : running) {
        await(task);
      }
    }
  }

  private static Runnable shared(Runnable task) {
    return Deadline.shared(Consumption.shared(task));
  }

  private static Runnable limited(Runnable task, Semaphore permits) {
    return () -> {
      permits.acquireUninterruptibly();
      try {
        task.run();
      } finally {
        permits.release();
      }
    };
  }

  private static void await(Future<?> task) {
    try {
      var _ = task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.unavailable();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
