package dev.bulkhead.domain;

import java.util.List;
import java.util.Map;

/**
 * A run with everything logged to it.
 *
 * @param metrics the latest point of each key
 * @param params in no particular order, by key
 * @param tags by key
 * @param datasetInputs the datasets it used
 * @param modelInputs ids of the logged models it used
 * @param modelOutputs the logged models it made
 */
public record Run(
    RunInfo info,
    Map<String, Metric> metrics,
    Map<String, String> params,
    Map<String, String> tags,
    List<DatasetInput> datasetInputs,
    List<String> modelInputs,
    List<ModelOutput> modelOutputs) {

  /** Copies the collections. */
  public Run {
    metrics = Map.copyOf(metrics);
    params = Map.copyOf(params);
    tags = Map.copyOf(tags);
    datasetInputs = List.copyOf(datasetInputs);
    modelInputs = List.copyOf(modelInputs);
    modelOutputs = List.copyOf(modelOutputs);
  }

  /** The same run in another stage. */
  public Run in(LifecycleStage stage) {
    return stage == info.stage()
        ? this
        : new Run(info.in(stage), metrics, params, tags, datasetInputs, modelInputs, modelOutputs);
  }
}
