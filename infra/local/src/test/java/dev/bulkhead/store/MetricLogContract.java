package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.CHURN;
import static dev.bulkhead.store.Samples.batch;
import static dev.bulkhead.store.Samples.experiment;
import static dev.bulkhead.store.Samples.history;
import static dev.bulkhead.store.Samples.points;
import static dev.bulkhead.store.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.tenancy.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link RunStore} must do with metrics. */
abstract class MetricLogContract {
  private RunStore store;
  private RunId id;

  abstract ExperimentStore openExperiments(TenantId tenant);

  abstract RunStore open(TenantId tenant);

  @BeforeEach
  void createRun() {
    openExperiments(TestTable.ACME).create(experiment("42", "churn"));
    store = open(TestTable.ACME);
    RunInfo churn = run(CHURN);
    store.create(churn, List.of());
    id = churn.id();
  }

  private Map<String, Metric> latest() {
    return store.get(id).metrics();
  }

  private static Map<String, Metric> latestOf(Iterable<Metric> points) {
    Map<String, Metric> latest = new HashMap<>();
    for (Metric point : points) {
      latest.merge(point.key(), point, (a, b) -> Metric.LATEST_LAST.compare(b, a) > 0 ? b : a);
    }
    return latest;
  }

  private void assertHas(List<Metric> logged) {
    assertThat(latest()).isEqualTo(latestOf(logged));
    Map<String, List<Metric>> byKey =
        logged.stream().distinct().collect(Collectors.groupingBy(Metric::key));
    byKey.forEach(
        (key, points) ->
            assertThat(history(store, id, key))
                .as(key)
                .isEqualTo(points.stream().sorted(Metric.HISTORY_ORDER).toList()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void isASetOfPointsWhateverOrderTheyComeIn(long seed) {
    Random random = new Random(seed);
    List<Metric> logged = new ArrayList<>();
    int keys = seed % 2 == 0 ? 6 : 150;
    for (int call = 0; call < 150; call++) {
      List<Metric> points = randomPoints(random, keys, logged);
      store.log(id, batch(points));
      logged.addAll(points);
    }

    assertHas(logged);
  }

  /** A few, many of few keys, or many of many; some of them logged before. */
  private static List<Metric> randomPoints(Random random, int keys, List<Metric> logged) {
    int count = random.nextInt(8) > 0 ? 1 + random.nextInt(3) : 10 + random.nextInt(300);
    int few = random.nextBoolean() ? Math.min(keys, 5) : keys;
    return IntStream.range(0, count)
        .mapToObj(
            _ ->
                random.nextInt(5) == 0 && !logged.isEmpty()
                    ? logged.get(random.nextInt(logged.size()))
                    : Metric.of(
                        "key/" + random.nextInt(few),
                        value(random),
                        random.nextInt(1_000),
                        random.nextInt(100) - 50))
        .toList();
  }

  private static double value(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> Double.MIN_VALUE;
      case 3 -> 1 + random.nextInt(5); // Not 0, to which NaN is equal in the order.
      default -> random.nextGaussian();
    };
  }

  @Test
  void repeatedCallsChangeNothing() {
    List<Metric> many = points(1_000, 10);
    List<Metric> wide = points(500, 500);
    store.log(id, batch(many));
    store.log(id, batch(wide));
    store.log(id, batch(Metric.of("k0", 0.5, 1, 1)));

    store.log(id, batch(many));
    store.log(id, batch(wide));
    store.log(id, batch(Metric.of("k0", 0.5, 1, 1)));

    List<Metric> all = new ArrayList<>(many);
    all.addAll(wide);
    all.add(Metric.of("k0", 0.5, 1, 1));
    assertHas(all);
  }

  @Test
  void aPointTwiceInABatchIsOne() {
    store.log(id, batch(Metric.of("a", 1, 2, 3), Metric.of("a", 1, 2, 3)));

    assertThat(history(store, id, "a")).hasSize(1);
  }

  @Test
  void doesNotTellOnWhatItWasMeasured() {
    var named =
        new Metric(
            "a",
            1,
            2,
            3,
            java.util.Optional.empty(),
            java.util.Optional.of("iris"),
            java.util.Optional.of("d1"));
    store.log(id, batch(named));
    store.log(id, batch(Metric.of("a", 1, 2, 3)));

    assertThat(history(store, id, "a")).containsExactly(Metric.of("a", 1, 2, 3));
  }

  @Test
  void losesNothingOfManyWhoLogAtOnce() throws Exception {
    int threads = 32;
    int calls = 40;
    List<Metric> logged = Collections.synchronizedList(new ArrayList<>());
    List<Future<?>> writers = new ArrayList<>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int t = 0; t < threads; t++) {
        Random random = new Random(t);
        RunStore own = open(TestTable.ACME);
        writers.add(
            pool.submit(
                () -> {
                  for (int call = 0; call < calls; call++) {
                    List<Metric> points =
                        call % 10 == 9
                            ? randomPoints(random, 200, List.of())
                            : List.of(
                                Metric.of(
                                    "m" + random.nextInt(12),
                                    random.nextDouble(),
                                    random.nextInt(),
                                    call));
                    List<Metric> valid =
                        points.stream().filter(point -> point.timestamp() >= 0).toList();
                    own.log(id, batch(valid));
                    logged.addAll(valid);
                  }
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }

    assertHas(logged);
  }

  @Test
  void readsASnapshotThatOnlyGrowsWhileOthersWrite() throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writer =
          pool.submit(
              () -> {
                for (int i = 0; i < 600; i++) {
                  store.log(id, batch(Metric.of("key" + i % 60, i, i, i)));
                }
              });
      int seen = 0;
      RunStore reader = open(TestTable.ACME);
      while (!writer.isDone()) {
        int points = history(reader, id, "key0").size();
        Set<Double> values = new HashSet<>();
        reader.get(id).metrics().values().forEach(point -> values.add(point.value()));
        assertThat(points).isGreaterThanOrEqualTo(seen);
        seen = points;
      }
      writer.get();
      assertThat(history(reader, id, "key0")).hasSize(10);
      assertThat(reader.get(id).metrics()).hasSize(60);
    }
  }

  @Test
  void takesTheLargestBatchOfPoints() {
    String longest = "\uD83D\uDE80".repeat(246);
    List<Metric> points =
        IntStream.range(0, 1_000)
            .mapToObj(i -> Metric.of(longest + "%04d".formatted(i), Math.sqrt(i), i, i))
            .toList();

    store.log(id, batch(points));
    store.log(id, batch(points.subList(0, 20)));
    store.log(id, batch(points));

    assertThat(latest()).isEqualTo(latestOf(points));
    assertThat(history(store, id, points.get(7).key())).containsExactly(points.get(7));
  }

  @Test
  void foldsManyWideBatches() {
    List<Metric> all = new ArrayList<>();
    for (int b = 0; b < 30; b++) {
      int step = b;
      List<Metric> points =
          IntStream.range(0, 300)
              .mapToObj(i -> Metric.of("key" + (i + 10 * step), i + step, step, step))
              .toList();
      store.log(id, batch(points));
      all.addAll(points);
    }

    assertThat(latest()).isEqualTo(latestOf(all));
  }
}
