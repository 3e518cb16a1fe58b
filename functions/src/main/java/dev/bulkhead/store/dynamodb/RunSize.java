package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.Run;
import java.util.List;
import java.util.Map;

/** About how many characters a run takes in memory. */
final class RunSize {
  private static final int OVERHEAD = 100;

  private RunSize() {}

  static long of(Run run) {
    long tags =
        run.datasetInputs().stream()
            .map(DatasetInput::tags)
            .flatMap(List::stream)
            .mapToLong(tag -> OVERHEAD + tag.value().length())
            .sum();
    return OVERHEAD * 10
        + tags
        + of(run.params())
        + of(run.tags())
        + OVERHEAD * (long) (run.metrics().size() + run.modelOutputs().size());
  }

  private static long of(Map<String, String> texts) {
    return texts.entrySet().stream()
        .mapToLong(entry -> OVERHEAD + entry.getKey().length() + entry.getValue().length())
        .sum();
  }
}
