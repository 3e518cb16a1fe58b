package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.LoggedModel.ModelMetric;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.RunId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The metrics of logged models, kept by the same log as those of runs: a model's keys are a point's
 * run, dataset and key together, so that the log's latest points are the latest of each of these.
 */
final class ModelMetrics {
  /** In no metric key, run id or digest, so that a model's key can be taken apart again. */
  private static final String SEPARATOR = "\0";

  private static final Pattern SEPARATORS = Pattern.compile(SEPARATOR);

  private final MetricLog log;
  private final Keys keys;

  ModelMetrics(MetricLog log, Keys keys) {
    this.log = log;
    this.keys = keys;
  }

  /**
   * Logs those of the points that name a model.
   *
   * @throws NotFound if there is no such model
   */
  void log(RunId run, List<Metric> points) {
    Map<String, List<Metric>> byModel = new LinkedHashMap<>();
    for (Metric point : points) {
      point
          .modelId()
          .ifPresent(
              model ->
                  byModel.computeIfAbsent(model, _ -> new ArrayList<>()).add(keyed(run, point)));
    }
    byModel.forEach((model, keyed) -> log.log(subject(model), keyed));
  }

  private ModelSubject subject(String model) {
    if (!ModelId.isWellFormed(model)) {
      throw ModelSubject.notFound(model);
    }
    ModelId id = new ModelId(model);
    return new ModelSubject(id, keys.model(id));
  }

  private static Metric keyed(RunId run, Metric point) {
    String key =
        String.join(
            SEPARATOR,
            point.key(),
            run.value(),
            point.datasetDigest().orElse(""),
            point.datasetName().orElse(""));
    return Metric.of(key, point.value(), point.timestamp(), point.step());
  }

  /** The points of a model's log as they were logged. */
  static List<ModelMetric> of(ModelId model, Collection<Metric> latest) {
    return latest.stream().map(point -> of(model, point)).toList();
  }

  private static ModelMetric of(ModelId model, Metric keyed) {
    String[] parts = SEPARATORS.split(keyed.key(), 4);
    Metric point =
        new Metric(
            parts[0],
            keyed.value(),
            keyed.timestamp(),
            keyed.step(),
            Optional.of(model.value()),
            Optional.of(parts[3]).filter(name -> !name.isEmpty()),
            Optional.of(parts[2]).filter(digest -> !digest.isEmpty()));
    return new ModelMetric(point, new RunId(parts[1]));
  }
}
