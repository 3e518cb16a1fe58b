package dev.bulkhead.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Holds what a run found against what Bulkhead is to reach. */
final class Targets {
  private static final String BATCH = "batch of 10 keys";
  private static final int MANY_RUNS = 100_000;
  private static final int MANY_POINTS = 1_000_000;
  private static final int MANY_TENANTS = 500;
  private static final double POINTS_OF_A_BATCH = 1_000;

  private final Findings found;
  private final List<Target> targets = new ArrayList<>();

  private Targets(Findings found) {
    this.found = found;
  }

  /**
   * One target.
   *
   * @param wanted in words
   * @param seen empty if this run has no figure for it
   * @param isReached false if there is no figure
   * @param remark what else must be known to read it, or nothing
   */
  record Target(String what, String wanted, OptionalDouble seen, boolean isReached, String remark) {

    String verdict() {
      return seen.isEmpty() ? "not measured" : isReached ? "reached" : "**missed**";
    }
  }

  static List<Target> of(Findings found) {
    var targets = new Targets(found);
    targets.writing();
    targets.reading();
    targets.tenants();
    targets.withoutPeers();
    return targets.targets;
  }

  private void writing() {
    atLeast(4, "W1", "create run, 32 clients", "");
    atLeast(4, "W2", "log metric, 32 clients", "");
    within(
        1.3,
        "W2",
        "each call twice, against once",
        both(found.of("W2", "log metric, 1 "), found.of("W2", "log metric, each"), Sample::rate));
    atLeast(15, "W3", BATCH, "");
    atLeast(15, "W3", "batch of 1,000 keys", "");
    OptionalDouble twice = both(found.of("W3", BATCH), found.of("W3r", BATCH), Sample::rate);
    within(1.3, "W3r", "each batch twice, against W3", twice);
    atLeast(4, "W4", "batch of 100 params", "");
  }

  private void reading() {
    int runs = found.plan().runs().getLast();
    String few = smaller(runs, MANY_RUNS, "runs");
    for (Result result : found.of("W5", "")) {
      if (result.what().name().contains(" %,d runs".formatted(runs))) {
        atLeast(10, "W5", result.what().name(), few);
      }
    }
    for (ColdSearches.Figure search : found.coldSearches()) {
      Server beside = search.beside();
      add(
          "W5 first search of a cold function, " + search.name(),
          "at most 3 times as long as %s, warm"
              .formatted(beside.isBulkhead() ? "MLflow" : beside.name()),
          beside.isBulkhead() ? OptionalDouble.empty() : OptionalDouble.of(search.times().median()),
          3,
          few);
    }
    String brief = smaller(found.plan().points(), MANY_POINTS, "points");
    atLeast(50, "W6", "chart", brief);
    atLeast(8, "W6", "all", brief);
    for (String way : List.of("up", "down")) {
      String file = found.plan().megabytes() + " MiB " + way;
      within(
          1.3,
          "W7",
          file + ", against a raw copy to the same S3",
          both(found.of("W7", Artifacts.ALONE + file), found.of("W7", file), Sample::rate));
    }
  }

  private static String smaller(int here, int meant, String unit) {
    return here == meant ? "" : "meant for %,d %s, here %,d".formatted(meant, unit, here);
  }

  private void tenants() {
    int most = found.plan().tenants().getLast();
    String over = "80 %% browsing, 20 %% training, over %d tenants";
    add(
        "W8 95th percentile over %d tenants".formatted(most),
        "at most 1.2 times that of one",
        both(found.of("W8", over.formatted(most)), found.of("W8", over.formatted(1)), Sample::p95),
        1.2,
        smaller(most, MANY_TENANTS, "tenants"));
    OptionalDouble kept =
        both(
            found.of("W9", "log metric, 2 clients, beside"),
            found.of("W9", "log metric, 2 clients, alone"),
            Sample::rate);
    add(
        "W9 logging beside a tenant that searches",
        "keeps at least 0.8 of its rate alone",
        kept,
        kept.isPresent() && kept.getAsDouble() >= 0.8,
        "the local stack shares one machine");
  }

  private void withoutPeers() {
    for (ColdStarts.Figure cold : found.coldStarts()) {
      OptionalDouble ratio = OptionalDouble.of(cold.ratio().median());
      add("C1 " + cold.function(), "at most 1.3 times the SDK alone", ratio, 1.3, "");
      OptionalDouble primed = OptionalDouble.of(cold.primed().median());
      add("C1 " + cold.function() + ", primed", "first answer within 40 ms", primed, 40, "");
    }
    for (OwnCpu.Figure own : found.ownCpu()) {
      double most = own.call().contains("log-batch") ? 1_000 : 300;
      add(
          "O1 " + own.call(),
          "at most %,.0f µs of our own code".formatted(most),
          OptionalDouble.of(own.micros().median()),
          most,
          "");
    }
    OptionalDouble dollars =
        found.costs().operations().stream()
            .filter(o -> o.name().contains("10 keys x 100, float32, mean"))
            .mapToDouble(o -> o.whole() * 1e6 / POINTS_OF_A_BATCH)
            .findFirst();
    add(
        "M1 dollars for a million points, in batches of 1,000",
        "at most $0.01",
        dollars,
        0.01,
        "DynamoDB, API and invocations, by list price");
  }

  /** How many times as fast as MLflow's own server: on PostgreSQL where that was measured. */
  private void atLeast(double times, String workload, String name, String remark) {
    Optional<Result> result = found.of(workload, name).stream().findFirst();
    Optional<Server> peer =
        result.flatMap(
            r ->
                found.peers().stream()
                    .filter(p -> p.name().startsWith("mlflow") && r.ratio(p).isPresent())
                    .findFirst());
    OptionalDouble seen =
        peer.flatMap(p -> result.flatMap(r -> r.ratio(p)))
            .map(spread -> OptionalDouble.of(spread.median()))
            .orElse(OptionalDouble.empty());
    String title = result.map(r -> r.what().title()).orElse(workload + " " + name);
    add(
        title,
        "at least %.0f times as fast as %s"
            .formatted(times, peer.map(Server::name).orElse("MLflow")),
        seen,
        seen.isPresent() && seen.getAsDouble() >= times,
        remark);
  }

  private void within(double times, String workload, String what, OptionalDouble seen) {
    add(workload + " " + what, "at most %.1f times as slow".formatted(times), seen, times, "");
  }

  /** One of Bulkhead's own figures as a share of another of its series, round by round. */
  private OptionalDouble both(List<Result> of, List<Result> to, ToDoubleFunction<Sample> figure) {
    Optional<Server> own = found.bulkhead();
    if (own.isEmpty()
        || of.isEmpty()
        || to.isEmpty()
        || of.getFirst().of(own.get()).isEmpty()
        || to.getFirst().of(own.get()).isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        Spread.ofRatios(
                of.getFirst().figures(own.get(), figure), to.getFirst().figures(own.get(), figure))
            .median());
  }

  private void add(String what, String wanted, OptionalDouble seen, double most, String remark) {
    add(what, wanted, seen, seen.isPresent() && seen.getAsDouble() <= most, remark);
  }

  private void add(
      String what, String wanted, OptionalDouble seen, boolean isReached, String remark) {
    targets.add(new Target(what, wanted, seen, isReached, remark));
  }
}
