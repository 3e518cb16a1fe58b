package dev.bulkhead.domain;

import java.time.Instant;
import java.util.Map;

/** A named collection of runs, with the place where their artifacts go. */
public record Experiment(
    ExperimentId id,
    String name,
    String artifactLocation,
    LifecycleStage stage,
    Instant creationTime,
    Instant lastUpdateTime,
    Map<String, String> tags) {

  /** Copies the tags. */
  public Experiment {
    tags = Map.copyOf(tags);
  }
}
