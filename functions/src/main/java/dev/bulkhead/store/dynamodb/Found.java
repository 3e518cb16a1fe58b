package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.search.Position;
import dev.bulkhead.store.RunSearch;

/**
 * A run that a search has found.
 *
 * @param size about how many bytes it takes while it waits for its turn
 */
record Found(Position<Run> position, long size, Source source) {

  /** Where the run is told from. */
  sealed interface Source {}

  /** Its items, which have been read. */
  record Items(Run run) implements Source {}

  /** A row of a segment. */
  record Row(ExperimentId experiment, String segment, RunId run, int row) implements Source {}

  RunSearch.Place place() {
    RunId id =
        switch (source) {
          case Items(Run run) -> run.info().id();
          case Row row -> row.run();
        };
    return new RunSearch.Place(id, position);
  }
}
