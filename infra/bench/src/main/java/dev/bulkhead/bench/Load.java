package dev.bulkhead.bench;

import dev.bulkhead.bench.Scenario.Prepared;
import dev.bulkhead.bench.Scenario.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * Calls a server for some time, and takes each call's time. A call that is under way when the time
 * is up is waited for and counted, and the time until then counts too.
 */
final class Load {
  private static final int DIGITS = 3;

  private Load() {}

  /**
   * What was seen.
   *
   * @param times of the calls that were answered, in nanoseconds
   * @param errors calls that were refused or failed
   * @param failure the first of them
   */
  record Outcome(Histogram times, long errors, String failure, double seconds) {

    double perSecond() {
      return times.getTotalCount() / seconds;
    }

    double millis(double percentile) {
      return times.getValueAtPercentile(percentile) / 1e6;
    }
  }

  /** Runs a case's calls for so long. */
  static Outcome run(Case what, Prepared prepared, double seconds) throws IOException {
    var over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> neighbours = new ArrayList<>();
      for (int n = 0; n < prepared.neighbours(); n++) {
        int number = n;
        neighbours.add(threads.submit(() -> repeat(prepared.neighbour(), number, over)));
      }
      Outcome outcome =
          what.rate() == 0
              ? closed(what.clients(), prepared.step(), seconds, threads)
              : open(what, prepared.step(), seconds, threads);
      over.set(true);
      for (Future<?> neighbour : neighbours) {
        await(neighbour);
      }
      return outcome;
    }
  }

  private static void repeat(Step step, int client, AtomicBoolean over) {
    while (!over.get()) {
      try {
        step.run(client);
      } catch (IOException _) {
        // What becomes of the neighbours is not what is measured.
      }
    }
  }

  /** Each client calls again when it has its answer; at least once, however short the time. */
  private static Outcome closed(int clients, Step step, double seconds, ExecutorService threads)
      throws IOException {
    long start = System.nanoTime();
    long end = start + nanos(seconds);
    List<Tally> tallies = new ArrayList<>();
    List<Future<?>> running = new ArrayList<>();
    for (int c = 0; c < clients; c++) {
      int client = c;
      var tally = new Tally();
      tallies.add(tally);
      running.add(
          threads.submit(
              () -> {
                long now = System.nanoTime();
                do {
                  tally.take(step, client, now);
                  now = System.nanoTime();
                } while (now < end);
              }));
    }
    for (Future<?> client : running) {
      await(client);
    }
    return sum(tallies, start);
  }

  /**
   * Calls arrive at a steady rate, and each one's time is taken from when it was due: a server that
   * stalls makes all wait that come meanwhile, and is not spared by being asked less.
   */
  private static Outcome open(Case what, Step step, double seconds, ExecutorService threads)
      throws IOException {
    long start = System.nanoTime();
    long gap = TimeUnit.SECONDS.toNanos(1) / what.rate();
    long calls = nanos(seconds) / gap;
    var next = new AtomicLong();
    var numbers = new AtomicInteger();
    List<Tally> tallies = new ArrayList<>();
    List<Future<?>> running = new ArrayList<>();
    for (int c = 0; c < what.clients(); c++) {
      var tally = new Tally();
      tallies.add(tally);
      running.add(
          threads.submit(
              () -> {
                int client = numbers.getAndIncrement();
                for (long n = next.getAndIncrement(); n < calls; n = next.getAndIncrement()) {
                  long due = start + n * gap;
                  TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                  tally.take(step, client, due);
                }
                return null;
              }));
    }
    for (Future<?> client : running) {
      await(client);
    }
    return sum(tallies, start);
  }

  private static void await(Future<?> future) throws IOException {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new IOException("The load generator failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private static Outcome sum(List<Tally> tallies, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    var all = new Histogram(DIGITS);
    long errors = 0;
    String failure = "";
    for (Tally tally : tallies) {
      all.add(tally.times);
      errors += tally.errors;
      failure = failure.isEmpty() ? tally.failure : failure;
    }
    return new Outcome(all, errors, failure, seconds);
  }

  private static long nanos(double seconds) {
    return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }

  /** What one client has seen. */
  private static final class Tally {
    private final Histogram times = new Histogram(DIGITS);
    private long errors;
    private String failure = "";

    void take(Step step, int client, long since) {
      try {
        step.run(client);
        times.recordValue(System.nanoTime() - since);
      } catch (IOException e) {
        errors++;
        failure = failure.isEmpty() ? String.valueOf(e.getMessage()) : failure;
      }
    }
  }
}
