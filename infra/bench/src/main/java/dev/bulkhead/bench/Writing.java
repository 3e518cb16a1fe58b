package dev.bulkhead.bench;

import dev.bulkhead.bench.Case.Peers;
import dev.bulkhead.bench.Scenario.Prepared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** W1 to W4: what training writes. */
final class Writing {
  private static final int BATCH = 1_000;
  private static final int BATCHES_OF_A_RUN = 20;
  private static final int VALUES = 1 << 20;
  private static final long START = 1_767_300_000_000L;

  private Writing() {}

  static List<Case> cases() {
    return List.of(
        Case.closed("W1", "create run, 1 client", 1, Writing::creating),
        Case.closed("W1", "create run, 32 clients", 32, Writing::creating).by(Peers.NOT_SQLITE),
        Case.closed("W2", "log metric, 1 client", 1, Writing::logging)
            .by(Peers.ALL)
            .in("one metric, once and twice"),
        Case.closed("W2", "log metric, 32 clients", 32, Writing::logging).by(Peers.NOT_SQLITE),
        Case.closed("W2", "log metric, each twice, 1 client", 1, Writing::loggingTwice)
            .in("one metric, once and twice"),
        Case.open("W2", "log metric, 100 arriving a second", 100, Writing::logging)
            .by(Peers.SHARED),
        Case.closed("W3", "batch of 10 keys x 100", 1, (s, seed) -> batches(s, seed, 10, 1))
            .counting(BATCH, "points")
            .by(Peers.ALL)
            .in("batches, once and twice"),
        Case.closed("W3", "batch of 1,000 keys x 1", 1, (s, seed) -> batches(s, seed, BATCH, 1))
            .counting(BATCH, "points"),
        Case.closed("W3r", "batch of 10 keys, each twice", 1, (s, seed) -> batches(s, seed, 10, 2))
            .counting(BATCH, "points")
            .in("batches, once and twice"),
        Case.closed("W4", "batch of 100 params and 100 tags", 1, Writing::paramsAndTags));
  }

  private static Prepared creating(Mlflow server, long seed) throws IOException {
    String experiment = server.createExperiment(unique("w1"));
    var time = new AtomicLong(START);
    return Prepared.of(
        _ -> server.post("runs/create", Payloads.stockRun(experiment, time.getAndIncrement())));
  }

  private static Prepared logging(Mlflow server, long seed) throws IOException {
    return logging(server, seed, 1);
  }

  /** A client that did not hear the first answer sends the call again. */
  private static Prepared loggingTwice(Mlflow server, long seed) throws IOException {
    return logging(server, seed, 2);
  }

  private static Prepared logging(Mlflow server, long seed, int times) throws IOException {
    List<String> runs = runs(server, 64);
    var numbers = new AtomicLong();
    return Prepared.of(
        client -> {
          long number = numbers.getAndIncrement() / times;
          float value = new SplittableRandom(seed ^ number).nextInt(VALUES) / (float) VALUES;
          String key = "metric_" + number % 10;
          server.post("runs/log-metric", Payloads.point(runs.get(client), key, number, value));
        });
  }

  /** The bodies are made before the clock runs; only the run's id is put into one when it goes. */
  private static Prepared batches(Mlflow server, long seed, int keys, int times)
      throws IOException {
    var random = new SplittableRandom(seed);
    var bodies = new ArrayList<Payloads.OfRun>();
    for (int i = 0; i < BATCHES_OF_A_RUN; i++) {
      bodies.add(Payloads.points(BATCH, keys, (long) i * BATCH / keys, random));
    }
    var pool = new RunPool(server, unique("w3"));
    var position =
        new Object() {
          private String run = "";
          private int sent;
        };
    return Prepared.of(
        _ -> {
          int number = position.sent++ / times % BATCHES_OF_A_RUN;
          if (position.sent % (times * BATCHES_OF_A_RUN) == 1) {
            position.run = pool.take();
          }
          server.post("runs/log-batch", bodies.get(number).bytes(position.run));
        },
        pool::refill);
  }

  private static Prepared paramsAndTags(Mlflow server, long seed) throws IOException {
    Payloads.OfRun body = Payloads.paramsAndTags(new SplittableRandom(seed));
    var pool = new RunPool(server, unique("w4"));
    return Prepared.of(_ -> server.post("runs/log-batch", body.bytes(pool.take())), pool::refill);
  }

  private static List<String> runs(Mlflow server, int count) throws IOException {
    String experiment = server.createExperiment(unique("w2"));
    var runs = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      runs.add(server.createRun(experiment, START + i));
    }
    return runs;
  }

  /** A name that no experiment has yet. */
  static String unique(String name) {
    return name + "-" + HexFormat.of().toHexDigits(UUID.randomUUID().getLeastSignificantBits());
  }
}
