package dev.bulkhead.store;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.RunId;
import java.util.List;
import java.util.Optional;

/**
 * Whose storage a file counts as besides the tenant's, read from its name alone: {@code
 * <location>/<run>/artifacts/…} and {@code <location>/models/<model>/artifacts/…} are a run's and a
 * logged model's, whatever became of these; {@code <experiment>/…} is that experiment's own.
 *
 * @param experiment empty where neither a run nor the first folder tells
 * @param root the run's or the model's artifact root, without a slash at the end
 */
public record FileOwner(Optional<ExperimentId> experiment, Optional<String> root) {
  private static final String ARTIFACTS = "artifacts";
  private static final String MODELS = "models";

  /** Whose a file is, by its key below the tenant's artifacts. */
  public static FileOwner of(String file) {
    List<String> segments = List.of(file.split("/", -1));
    for (int i = 0; i + 2 < segments.size(); i++) {
      if (segments.get(i + 1).equals(ARTIFACTS)) {
        Optional<ExperimentId> experiment = experiment(segments, i);
        if (experiment.isPresent()) {
          return new FileOwner(
              experiment, Optional.of(String.join("/", segments.subList(0, i + 2))));
        }
      }
    }
    return new FileOwner(
        Optional.of(segments.getFirst())
            .filter(first -> segments.size() > 1 && ExperimentId.isWellFormed(first))
            .map(ExperimentId::new),
        Optional.empty());
  }

  /** The experiment that the id says, if this segment is a run's or a model's id. */
  private static Optional<ExperimentId> experiment(List<String> segments, int at) {
    String id = segments.get(at);
    if (RunId.isWellFormed(id)) {
      return Optional.of(new RunId(id).experiment());
    }
    boolean model = at > 0 && segments.get(at - 1).equals(MODELS) && ModelId.isWellFormed(id);
    return model ? Optional.of(new ModelId(id).experiment()) : Optional.empty();
  }
}
