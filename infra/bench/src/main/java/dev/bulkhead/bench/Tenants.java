package dev.bulkhead.bench;

import dev.bulkhead.bench.Case.Peers;
import dev.bulkhead.bench.Scenario.Prepared;
import dev.bulkhead.bench.Scenario.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** W8 and W9: what tenants feel of each other. A server without tenants has experiments instead. */
final class Tenants {
  private static final int RUNS_OF_A_TENANT = 4;
  private static final int BROWSING_OF_TEN = 8;
  private static final int NEIGHBOUR = 1;
  private static final int SEARCHERS = 8;

  private final Searching searched;

  private Tenants(Searching searched) {
    this.searched = searched;
  }

  /**
   * The cases.
   *
   * @param searched what the first tenant searches while another one logs
   */
  static List<Case> cases(Plan plan, Searching searched) {
    var tenants = new Tenants(searched);
    var cases = new ArrayList<Case>();
    for (int count : plan.tenants()) {
      cases.add(
          Case.closed(
                  "W8",
                  "80 %% browsing, 20 %% training, over %d tenants".formatted(count),
                  32,
                  (server, _) -> mixed(server, count))
              .by(Peers.BULKHEAD)
              .in("few and many tenants"));
    }
    cases.add(
        Case.closed("W9", "log metric, 2 clients, alone", 2, tenants::alone)
            .by(Peers.SHARED)
            .in("alone and beside others"));
    cases.add(
        Case.closed("W9", "log metric, 2 clients, beside 8 that search", 2, tenants::beside)
            .by(Peers.SHARED)
            .in("alone and beside others"));
    return cases;
  }

  private record Tenant(Mlflow server, String experiment, List<String> runs) {

    static Tenant of(Mlflow server, int number) throws IOException {
      Mlflow own = server.as(number);
      String experiment = own.createExperiment(Writing.unique("tenant"));
      var runs = new ArrayList<String>();
      for (int i = 0; i < RUNS_OF_A_TENANT; i++) {
        runs.add(own.createRun(experiment, 1_767_300_000_000L + i));
      }
      return new Tenant(own, experiment, runs);
    }

    void browse(int choice) throws IOException {
      if (choice % 2 == 0) {
        server.post(
            "runs/search", "{\"experiment_ids\":[\"" + experiment + "\"],\"max_results\":20}");
      } else {
        server.get("/api/2.0/mlflow/runs/get?run_id=" + runs.getFirst());
      }
    }

    void train(long number) throws IOException {
      String run = runs.get((int) (number % RUNS_OF_A_TENANT));
      server.post("runs/log-metric", Payloads.point(run, "metric_" + number % 10, number, 0.5f));
    }
  }

  /** Warms up every tenant once: what is compared is how many there are, not their first calls. */
  private static Prepared mixed(Mlflow server, int count) throws IOException {
    var tenants = new ArrayList<Tenant>();
    for (int number = 0; number < count; number++) {
      Tenant tenant = Tenant.of(server, number);
      tenant.browse(0);
      tenants.add(tenant);
    }
    var numbers = new AtomicLong();
    return Prepared.of(
        _ -> {
          var random = ThreadLocalRandom.current();
          Tenant tenant = tenants.get(random.nextInt(count));
          int choice = random.nextInt(10);
          if (choice < BROWSING_OF_TEN) {
            tenant.browse(choice);
          } else {
            tenant.train(numbers.getAndIncrement());
          }
        });
  }

  private Prepared alone(Mlflow server, long seed) throws IOException {
    return Prepared.of(logging(Tenant.of(server, NEIGHBOUR)));
  }

  private Prepared beside(Mlflow server, long seed) throws IOException {
    String experiment = searched.experiment(server, seed);
    var random = new SplittableRandom(seed);
    Step searching = _ -> server.post("runs/search", Searching.BUSY.of(experiment, random));
    return Prepared.of(logging(Tenant.of(server, NEIGHBOUR))).beside(SEARCHERS, searching);
  }

  private static Step logging(Tenant tenant) {
    var numbers = new AtomicLong();
    return _ -> tenant.train(numbers.getAndIncrement());
  }
}
