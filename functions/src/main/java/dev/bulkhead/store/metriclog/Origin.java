package dev.bulkhead.store.metriclog;

import dev.bulkhead.domain.Metric;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a point says it was measured on: a logged model, a dataset, or nothing. */
record Origin(
    Optional<String> modelId, Optional<String> datasetName, Optional<String> datasetDigest) {
  static final Origin NONE = new Origin(Optional.empty(), Optional.empty(), Optional.empty());

  private static final int MODEL_ID = 1;
  private static final int DATASET_NAME = 2;
  private static final int DATASET_DIGEST = 4;

  static Origin of(Metric metric) {
    return metric.modelId().isEmpty()
            && metric.datasetName().isEmpty()
            && metric.datasetDigest().isEmpty()
        ? NONE
        : new Origin(metric.modelId(), metric.datasetName(), metric.datasetDigest());
  }

  Metric point(String key, double value, long timestamp, long step) {
    return new Metric(key, value, timestamp, step, modelId, datasetName, datasetDigest);
  }

  /** Which of the strings there are. */
  int flags() {
    return (modelId.isPresent() ? MODEL_ID : 0)
        | (datasetName.isPresent() ? DATASET_NAME : 0)
        | (datasetDigest.isPresent() ? DATASET_DIGEST : 0);
  }

  /** The strings that there are. */
  List<String> texts() {
    return Stream.of(modelId, datasetName, datasetDigest).flatMap(Optional::stream).toList();
  }

  /** How many strings these flags call for. */
  static int textCount(int flags) {
    return Integer.bitCount(flags & (MODEL_ID | DATASET_NAME | DATASET_DIGEST));
  }

  /** Takes the strings that these flags call for. */
  static Origin read(int flags, Supplier<String> texts) {
    return new Origin(
        next(flags & MODEL_ID, texts),
        next(flags & DATASET_NAME, texts),
        next(flags & DATASET_DIGEST, texts));
  }

  private static Optional<String> next(int flag, Supplier<String> texts) {
    return flag == 0 ? Optional.empty() : Optional.of(texts.get());
  }
}
