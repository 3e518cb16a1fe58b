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
  private static final String NEWEST = "{\"experiment_ids\":[\"%s\"],\"max_results\":100}";
  private static final String ORDERED =
      "{\"experiment_ids\":[\"%s\"],\"filter\":\"metrics.m0 < 0.%03d\",\"order_by\":[\"metrics.m1 ASC\"],\"max_results\":100}";
  private static final String FILTERED =
      "{\"experiment_ids\":[\"%s\"],\"filter\":\"params.p1 = 'v3' and metrics.m0 > 0.%03d\",\"max_results\":100}";
  private static final String THOUSAND = "{\"experiment_ids\":[\"%s\"],\"max_results\":1000}";

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
      int runs = searching.runs;
      String of = " of %,d runs".formatted(runs);
      cases.add(searching.finding("newest 100" + of, 1, NEWEST));
      cases.add(searching.finding("by a metric, ordered by another," + of, 1, ORDERED));
      cases.add(searching.finding("by a param and a metric" + of, 1, FILTERED));
      cases.add(searching.finding("newest 1,000" + of, 1, THOUSAND));
      cases.add(searching.finding("by a param and a metric" + of + ", 32 clients", 32, FILTERED));
    }
    return cases;
  }

  private Case finding(String name, int clients, String search) {
    return Case.closed("W5", name, clients, (server, seed) -> search(server, seed, search))
        .by(Case.Peers.READING);
  }

  /** Each search asks for another bound, so that no answer can be kept. */
  private Prepared search(Mlflow server, long seed, String search) throws IOException {
    String experiment = experiment(server, seed);
    var random = new SplittableRandom(seed);
    return Prepared.of(
        _ -> {
          int bound;
          synchronized (random) {
            bound = 300 + random.nextInt(400);
          }
          server.post("runs/search", search.formatted(experiment, bound));
        });
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
