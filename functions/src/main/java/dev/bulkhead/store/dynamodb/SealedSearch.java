package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.search.Position;
import dev.bulkhead.search.RunRows;
import dev.bulkhead.store.RunSearch;
import dev.bulkhead.store.segments.Segment;
import dev.bulkhead.store.segments.SegmentStore;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Looks for runs in segments. */
final class SealedSearch {
  /** While it waits for its turn. */
  private static final int ROW_SIZE = 200;

  private final SegmentStore segments;
  private final SearchScope scope;

  SealedSearch(SegmentStore segments, SearchScope scope) {
    this.segments = segments;
    this.scope = scope;
  }

  /** Which rows of segments count: those of lesser ids, but of none of these runs. */
  record Bounds(RunId before, Collection<RunId> open) {}

  /** The runs of an experiment that its manifest finds in segments, within bounds. */
  void collect(
      RunSearch search, ExperimentId experiment, Manifest manifest, Bounds bounds, BestRuns best) {
    var needed = new NeededSegments(segments, experiment, manifest, search, best);
    segments
        .open(experiment, manifest.names())
        .forEach(
            needed::test,
            (segment, replaced) -> {
              var hidden = (BitSet) replaced.clone();
              bounds.open().stream()
                  .mapToInt(segment::row)
                  .filter(row -> row >= 0)
                  .forEach(hidden::set);
              hidden.set(segment.rowsBefore(bounds.before()), segment.rows());
              collect(search, segment, hidden, best);
            });
  }

  private void collect(RunSearch search, Segment segment, BitSet hidden, BestRuns best) {
    ExperimentId experiment = segment.id().experiment();
    boolean seesActive = scope.sees(search.view(), experiment, LifecycleStage.ACTIVE);
    boolean seesDeleted = scope.sees(search.view(), experiment, LifecycleStage.DELETED);
    RunRows rows = search.query().over(segment);
    Optional<Position<Run>> behind = search.behind().map(RunSearch.Place::position);
    for (int row = hidden.nextClearBit(0);
        row < segment.rows();
        row = hidden.nextClearBit(row + 1)) {
      if ((segment.isDeleted(row) ? seesDeleted : seesActive)
          && rows.matches(row)
          && (behind.isEmpty() || rows.compare(row, behind.get()) > 0)
          && isWithin(rows, row, best)) {
        best.offer(
            new Found(
                rows.position(row),
                ROW_SIZE,
                new Found.Row(experiment, segment.id().name(), segment.runId(row), row)));
      }
    }
  }

  private static boolean isWithin(RunRows rows, int row, BestRuns best) {
    Optional<Position<Run>> bound = best.bound();
    return bound.isEmpty() || rows.compare(row, bound.get()) < 0;
  }

  /** The found runs themselves. */
  List<Run> runs(List<Found> group) {
    return group.stream().map(this::run).toList();
  }

  private Run run(Found found) {
    return switch (found.source()) {
      case Found.Items(Run run) -> run;
      case Found.Row row -> {
        Run run = segments.get(row.experiment(), row.segment()).run(row.row());
        yield run.in(scope.stage(row.experiment(), run.info().stage()));
      }
    };
  }
}
