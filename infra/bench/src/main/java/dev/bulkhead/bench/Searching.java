package dev.bulkhead.bench;

import dev.bulkhead.bench.Scenario.Prepared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** W5: searches over experiments of several sizes. */
final class Searching {
  private static final int LOADERS = 16;
  private static final long START = 1_767_300_000_000L;
  private static final long LASTING = 60_000;

  private static final Question NEWEST =
      new Question("newest 100", "{\"experiment_ids\":[\"%s\"],\"max_results\":100}");
  private static final Question ORDERED =
      new Question(
          "by a metric, ordered by another,",
          "{\"experiment_ids\":[\"%s\"],\"filter\":\"metrics.m0 < 0.%03d\",\"order_by\":[\"metrics.m1 ASC\"],\"max_results\":100}");
  private static final Question FILTERED =
      new Question(
          "by a param and a metric",
          "{\"experiment_ids\":[\"%s\"],\"filter\":\"params.p1 = 'v3' and metrics.m0 > 0.%03d\",\"max_results\":100}");
  private static final Question THOUSAND =
      new Question("newest 1,000", "{\"experiment_ids\":[\"%s\"],\"max_results\":1000}");

  /** What W9's neighbour asks. */
  static final Question BUSY =
      new Question(
          "by a metric, ordered by another,",
          "{\"experiment_ids\":[\"%s\"],\"filter\":\"metrics.m0 > 0.%03d\",\"order_by\":[\"metrics.m1 ASC\"],\"max_results\":100}");

  /** Those that read all runs of an experiment. */
  static final List<Question> OF_ALL = List.of(ORDERED, FILTERED);

  /**
   * What is searched for.
   *
   * @param json the request, with places for an experiment and three digits of a bound
   */
  record Question(String name, String json) {
    /** The request; each has another bound, so that no answer can be kept. */
    String of(String experiment, SplittableRandom random) {
      synchronized (random) {
        return json.formatted(experiment, 300 + random.nextInt(400));
      }
    }
  }

  private final int runs;

  /** The experiment of each server; all cases search the same. */
  private final Map<Server, String> experiments = new HashMap<>();

  /** Those that could not be filled are not tried again in each case. */
  private final Map<Server, IOException> failed = new HashMap<>();

  Searching(int runs) {
    this.runs = runs;
  }

  static List<Case> cases(List<Searching> experiments) {
    var cases = new ArrayList<Case>();
    for (Searching searching : experiments) {
      cases.add(searching.finding(NEWEST, 1));
      cases.add(searching.finding(ORDERED, 1));
      cases.add(searching.finding(FILTERED, 1));
      cases.add(searching.finding(THOUSAND, 1));
      cases.add(searching.finding(FILTERED, 32));
    }
    return cases;
  }

  private Case finding(Question question, int clients) {
    String name = name(question) + (clients == 1 ? "" : ", %d clients".formatted(clients));
    return Case.closed("W5", name, clients, (server, seed) -> search(server, seed, question))
        .by(Case.Peers.READING);
  }

  /** A question of this many runs, as the report has it. */
  String name(Question question) {
    return question.name() + " of %,d runs".formatted(runs);
  }

  private Prepared search(Mlflow server, long seed, Question question) throws IOException {
    String experiment = experiment(server, seed);
    var random = new SplittableRandom(seed);
    return Prepared.of(_ -> server.post("runs/search", question.of(experiment, random)));
  }

  /** The experiment on this server, which is filled when it is asked for first. */
  String experiment(Mlflow server, long seed) throws IOException {
    String known = experiments.get(server.server());
    if (known != null) {
      return known;
    }
    IOException failure = failed.get(server.server());
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    try {
      Progress.say("    %,d runs for %s".formatted(runs, server.server().name()));
      String experiment = server.createExperiment(Writing.unique("w5"));
      server.server().filler().fill(server, experiment, runs, seed);
      experiments.put(server.server(), experiment);
      return experiment;
    } catch (IOException e) {
      failed.put(server.server(), e);
      throw e;
    }
  }

  /** Logs runs through the API, many at a time. */
  static void log(Mlflow server, String experiment, int runs, long seed) throws IOException {
    List<Future<?>> loaders = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int loader = 0; loader < LOADERS; loader++) {
        int first = loader;
        loaders.add(
            threads.submit(
                () -> {
                  for (int number = first; number < runs; number += LOADERS) {
                    String run = server.createRun(experiment, START + number);
                    var random = new SplittableRandom(seed + number);
                    server.post("runs/log-batch", Payloads.findable(random).bytes(run));
                    server.post("runs/update", Payloads.end(run, START + number + LASTING));
                  }
                  return null;
                }));
      }
      for (Future<?> loader : loaders) {
        loader.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("The experiment could not be filled: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
