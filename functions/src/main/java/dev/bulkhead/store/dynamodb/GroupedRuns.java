package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Run;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Makes runs of what a sequence has, a few at a time: they share round trips, not much memory. */
final class GroupedRuns<T> implements Iterator<Run> {
  private static final int GROUP = 32;

  private final Iterator<T> from;
  private final Function<List<T>, List<Run>> read;
  private final Deque<Run> ready = new ArrayDeque<>();
  private int left;

  /**
   * Reads nothing yet.
   *
   * @param limit how many runs will be asked for at the most
   */
  GroupedRuns(Iterator<T> from, int limit, Function<List<T>, List<Run>> read) {
    this.from = from;
    this.left = limit;
    this.read = read;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && left > 0 && from.hasNext()) {
      List<T> group = new ArrayList<>();
      while (group.size() < Math.min(GROUP, left) && from.hasNext()) {
        group.add(from.next());
      }
      ready.addAll(read.apply(group));
    }
    return !ready.isEmpty() && left > 0;
  }

  @Override
  public Run next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    left--;
    return ready.removeFirst();
  }
}
