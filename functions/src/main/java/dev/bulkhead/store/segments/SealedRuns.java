package dev.bulkhead.store.segments;

import dev.bulkhead.domain.ExperimentId;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The sealed runs of one experiment: segments, of which the last one that has a run counts. */
public final class SealedRuns {
  private final SegmentStore store;
  private final ExperimentId experiment;
  private final List<String> names;

  SealedRuns(SegmentStore store, ExperimentId experiment, List<String> names) {
    this.store = store;
    this.experiment = experiment;
    this.names = List.copyOf(names);
  }

  /** Looks at a segment. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Looks at a segment.
     *
     * @param replaced the rows that do not count; not to be changed
     */
    void visit(Segment segment, BitSet replaced);
  }

  /** Looks at all segments, the last one first; no more of them is in memory than is remembered. */
  public void forEach(Visitor visitor) {
    forEach(_ -> true, visitor);
  }

  /**
   * Looks at segments, the last one first.
   *
   * @param wanted asked of each by its name, just before it would be looked at. Where one is passed
   *     over, of its runs neither it nor any other segment tells anything that counts.
   */
  public void forEach(Predicate<String> wanted, Visitor visitor) {
    var owner = new SegmentCache.Owner(store.tenant(), experiment);
    Optional<Replaced> known = store.cache().replaced(owner, names);
    var search = new Replaced.Search();
    boolean whole = true;
    for (String name : names.reversed()) {
      if (wanted.test(name)) {
        Segment segment = store.get(experiment, name);
        visitor.visit(segment, known.isPresent() ? known.get().of(name) : search.of(segment));
      } else {
        whole = false;
      }
    }
    if (known.isEmpty()) {
      store.cache().keepOnly(owner, names);
      if (whole) {
        store.cache().keep(owner, search.result(names));
      }
    }
  }
}
