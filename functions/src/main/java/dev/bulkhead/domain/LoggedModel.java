package dev.bulkhead.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model that was logged under an experiment: MLflow 3's first-class models.
 *
 * @param modelType such as {@code pyfunc}
 * @param sourceRunId the run that logged it
 * @param metrics the latest point of each key, dataset and run that named this model
 */
public record LoggedModel(
    ModelId id,
    String name,
    Optional<String> modelType,
    Optional<String> sourceRunId,
    LoggedModelStatus status,
    Optional<String> statusMessage,
    LifecycleStage stage,
    Instant creationTime,
    Instant lastUpdateTime,
    String artifactUri,
    Map<String, String> params,
    Map<String, String> tags,
    List<ModelMetric> metrics) {

  /** Copies the collections. */
  public LoggedModel {
    params = Map.copyOf(params);
    tags = Map.copyOf(tags);
    metrics = List.copyOf(metrics);
  }

  /** A metric of a model, with the run that logged it. */
  public record ModelMetric(Metric metric, RunId run) {}
}
