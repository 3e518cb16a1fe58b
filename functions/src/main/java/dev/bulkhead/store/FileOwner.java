package dev.bulkhead.store;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.Bin.Thing;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
      Optional<Thing> owner = owner(segments, i);
      if (owner.isPresent()) {
        return new FileOwner(
            owner.map(FileOwner::experiment),
            Optional.of(String.join("/", segments.subList(0, i + 2))));
      }
    }
    return new FileOwner(
        Optional.of(segments.getFirst())
            .filter(first -> segments.size() > 1 && ExperimentId.isWellFormed(first))
            .map(ExperimentId::new),
        Optional.empty());
  }

  /** All runs and logged models whose artifact roots a file lies below, the outermost first. */
  public static List<Thing> all(String file) {
    List<String> segments = List.of(file.split("/", -1));
    return IntStream.range(0, Math.max(0, segments.size() - 2))
        .mapToObj(at -> owner(segments, at))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Whose artifact root ends behind a segment, if the segment is a run's or a model's id. */
  private static Optional<Thing> owner(List<String> segments, int at) {
    String id = segments.get(at);
    if (!segments.get(at + 1).equals(ARTIFACTS)) {
      return Optional.empty();
    }
    if (RunId.isWellFormed(id)) {
      return Optional.of(Thing.run(new RunId(id)));
    }
    boolean model = at > 0 && segments.get(at - 1).equals(MODELS) && ModelId.isWellFormed(id);
    return model ? Optional.of(Thing.model(new ModelId(id))) : Optional.empty();
  }

  /** The experiment that an id says. */
  private static ExperimentId experiment(Thing owner) {
    return switch (owner.kind()) {
      case RUN -> new RunId(owner.id()).experiment();
      case MODEL -> new ModelId(owner.id()).experiment();
      case EXPERIMENT -> throw new IllegalArgumentException("Files are of runs and models");
    };
  }
}
