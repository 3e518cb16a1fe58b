package dev.bulkhead.bench;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Fresh runs of one experiment, made before a turn so that making them is not measured. */
final class RunPool {
  private static final int LEAST = 32;
  private static final long START = 1_767_300_000_000L;

  private final Mlflow server;
  private final String experiment;
  private final AtomicLong made = new AtomicLong();
  private final AtomicInteger taken = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> fresh = new ConcurrentLinkedQueue<>();

  RunPool(Mlflow server, String name) throws IOException {
    this.server = server;
    this.experiment = server.createExperiment(name);
  }

  /** Makes as many as the last turn took, and a few more. */
  void refill() throws IOException {
    int wanted = Math.max(LEAST, taken.getAndSet(0) * 5 / 4);
    while (fresh.size() < wanted) {
      fresh.add(create());
    }
  }

  /** A run that nothing was logged to; if none is left, it is made now. */
  String take() throws IOException {
    taken.incrementAndGet();
    String run = fresh.poll();
    return run == null ? create() : run;
  }

  private String create() throws IOException {
    return server.createRun(experiment, START + made.getAndIncrement());
  }
}
