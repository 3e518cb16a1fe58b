package dev.bulkhead.store;

import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.RunStore.Batch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Things to put into stores. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  static final ExperimentId CHURN = new ExperimentId("42");

  private static final RandomGenerator RANDOM = new Random(7);

  private Samples() {}

  static Experiment experiment(String id, String name) {
    return new Experiment(
        new ExperimentId(id),
        name,
        "mlflow-artifacts:/" + id,
        LifecycleStage.ACTIVE,
        NOW,
        NOW,
        Map.of("owner", "ada"));
  }

  static RunInfo run(ExperimentId experiment) {
    return run(experiment, NOW);
  }

  static RunInfo run(ExperimentId experiment, Instant start) {
    RunId id = RunId.create(experiment, start, RANDOM);
    return new RunInfo(
        id,
        "bold-lark-7",
        "ada",
        RunStatus.RUNNING,
        start,
        Optional.empty(),
        LifecycleStage.ACTIVE,
        "mlflow-artifacts:/" + experiment + "/" + id + "/artifacts");
  }

  static List<Metric> history(RunStore store, RunId id, String key) {
    return store.metricHistory(id, key, Optional.empty(), Integer.MAX_VALUE);
  }

  static Batch batch(Metric... metrics) {
    return batch(List.of(metrics));
  }

  static Batch batch(List<Metric> metrics) {
    return new Batch(metrics, List.of(), List.of());
  }

  static Batch batch(Param... params) {
    return new Batch(List.of(), List.of(params), List.of());
  }

  static Batch batch(Tag... tags) {
    return new Batch(List.of(), List.of(), List.of(tags));
  }

  /** Points of so many keys in turn, each key's one step further. */
  static List<Metric> points(int count, int keys) {
    return IntStream.range(0, count)
        .mapToObj(i -> Metric.of("k" + i % keys, i / 8.0, NOW.toEpochMilli() + i, i / keys))
        .toList();
  }
}
