package dev.bulkhead.store;

import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

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
}
