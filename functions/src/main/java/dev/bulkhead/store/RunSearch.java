package dev.bulkhead.store;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.ViewType;
import dev.bulkhead.search.Position;
import dev.bulkhead.search.RunQuery;
import java.util.List;
import java.util.Optional;

/**
 * Which runs, and in which order.
 *
 * @param behind where the previous page ended; nowhere before the first page
 */
public record RunSearch(
    List<ExperimentId> experiments, ViewType view, RunQuery query, Optional<Place> behind) {

  /** Copies the experiments. */
  public RunSearch {
    experiments = List.copyOf(experiments);
  }

  /** The same search from behind a place on. */
  public RunSearch from(Place place) {
    return new RunSearch(experiments, view, query, Optional.of(place));
  }

  /** A run's place in the order. */
  public record Place(RunId run, Position<Run> position) {}
}
