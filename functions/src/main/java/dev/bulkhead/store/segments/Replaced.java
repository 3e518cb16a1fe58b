package dev.bulkhead.store.segments;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which rows of some segments no longer count, because a later segment has the run too.
 *
 * @param names of the segments, the last one last
 * @param rows by the names
 */
record Replaced(List<String> names, Map<String, BitSet> rows) {

  /** Rows of one of the segments. */
  BitSet of(String name) {
    return Optional.ofNullable(rows.get(name)).orElseThrow();
  }

  /** Finds out while segments are looked at, the last one first. */
  static final class Search {
    private final List<RunIds> later = new ArrayList<>();
    private final Map<String, BitSet> rows = new HashMap<>();

    /** The rows of the segment before all that were looked at. */
    BitSet of(Segment segment) {
      var replaced = new BitSet(segment.rows());
      later.forEach(ids -> segment.ids().markCommon(ids, replaced));
      later.add(segment.ids());
      rows.put(segment.id().name(), replaced);
      return replaced;
    }

    Replaced result(List<String> names) {
      return new Replaced(names, rows);
    }
  }
}
