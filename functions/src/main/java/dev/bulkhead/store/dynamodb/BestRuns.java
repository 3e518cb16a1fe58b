package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Run;
import dev.bulkhead.search.Position;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The first of many found runs in an order, as many as were asked for and as memory allows. */
final class BestRuns {
  private static final int MAX_RUNS = 5_000;

  /** In characters; a function has at least 512 MB. */
  private static final long MAX_SIZE = 16L << 20;

  private final int limit;
  private final TreeSet<Found> best = new TreeSet<>(Comparator.comparing(Found::position));

  /**
   * The last one that is kept if these are as many as were asked for, or the first that was left
   * out for want of memory: what is not before it cannot be kept any more.
   */
  private volatile Optional<Position<Run>> bound = Optional.empty();

  private long size;

  /** None yet; no two runs that are offered are equal in the order. */
  BestRuns(int limit) {
    this.limit = Math.min(limit, MAX_RUNS);
  }

  /** What every run must be before to be kept, as far as is known yet. */
  Optional<Position<Run>> bound() {
    return bound;
  }

  synchronized void offer(Found found) {
    if (bound.isEmpty() || found.position().compareTo(bound.get()) < 0) {
      size += best.add(found) ? found.size() : 0;
      while (best.size() > limit || (size > MAX_SIZE && best.size() > 1)) {
        Found left = best.removeLast();
        size -= left.size();
        bound = Optional.of(left.position());
      }
      if (best.size() == limit) {
        bound = Optional.of(best.getLast().position());
      }
    }
  }

  synchronized List<Found> sorted() {
    return List.copyOf(best);
  }
}
