package dev.bulkhead.domain;

import java.time.Instant;
import java.util.Optional;

/** What a run is, besides what was logged to it. The experiment is told by the id. */
public record RunInfo(
    RunId id,
    String name,
    String userId,
    RunStatus status,
    Instant startTime,
    Optional<Instant> endTime,
    LifecycleStage stage,
    String artifactUri) {

  /** The same run in another stage. */
  public RunInfo in(LifecycleStage other) {
    return new RunInfo(id, name, userId, status, startTime, endTime, other, artifactUri);
  }
}
