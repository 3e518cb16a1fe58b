package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.store.RunSearch;
import dev.bulkhead.store.segments.SegmentStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of an experiment's segments a search must look at, the last one first; those that come next
 * are read ahead. Newest first, a segment is passed over all of whose runs began before those that
 * have been found, or after the page begins. A run began when it began in whatever segment has it:
 * what another one has of a run that is passed over does not count either.
 */
final class NeededSegments {
  /** Segments that are read at the same time: each is unpacked into several times its bytes. */
  private static final int AT_ONCE = 4;

  private final SegmentStore segments;
  private final ExperimentId experiment;
  private final RunSearch search;
  private final BestRuns best;

  /** The last one first. */
  private final List<Manifest.Part> parts;

  private final Map<String, Integer> places = new HashMap<>();
  private long room;
  private int readTo;

  NeededSegments(
      SegmentStore segments,
      ExperimentId experiment,
      Manifest manifest,
      RunSearch search,
      BestRuns best) {
    this.segments = segments;
    this.experiment = experiment;
    this.search = search;
    this.best = best;
    this.parts = manifest.parts().reversed();
    this.room = segments.readAhead();
    for (int place = 0; place < parts.size(); place++) {
      places.put(parts.get(place).name(), place);
    }
  }

  /** Whether the segment that would be looked at now is needed; if so, it may be read already. */
  boolean test(String name) {
    int place = places.getOrDefault(name, 0);
    if (!isNeeded(parts.get(place))) {
      return false;
    }
    if (place >= readTo) {
      readAhead(place);
    }
    return true;
  }

  private boolean isNeeded(Manifest.Part part) {
    return !search.query().isNewestFirst() || part.starts().stream().allMatch(this::mayHave);
  }

  private boolean mayHave(Manifest.Starts starts) {
    boolean isEarlyEnough =
        best.bound().stream()
            .allMatch(bound -> search.query().before(starts.last()).compareTo(bound) < 0);
    return isEarlyEnough
        && search.behind().stream()
            .allMatch(page -> search.query().behind(starts.first()).compareTo(page.position()) > 0);
  }

  /** Newest first, the first segment may have all that is asked for. */
  private void readAhead(int from) {
    int most = readTo == 0 && search.query().isNewestFirst() ? 1 : AT_ONCE;
    List<Runnable> group = new ArrayList<>();
    readTo = from;
    while (readTo < parts.size() && group.size() < most) {
      Manifest.Part part = parts.get(readTo);
      if (isNeeded(part)) {
        room -= part.bytes();
        if (room < 0) {
          break;
        }
        group.add(() -> segments.get(experiment, part.name()));
      }
      readTo++;
    }
    Parallel.run(group);
  }
}
