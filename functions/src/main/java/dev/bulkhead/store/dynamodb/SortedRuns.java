package dev.bulkhead.store.dynamodb;

import dev.bulkhead.store.RunSearch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;

/**
 * What a search finds in an order that the table does not have. As many of the first ones are kept
 * as memory allows, which is more than an answer holds but for very large runs; if more are asked
 * for, everything is looked at again for those that come next.
 */
final class SortedRuns implements Iterator<Found> {
  private final BiConsumer<RunSearch, BestRuns> collect;
  private final Deque<Found> sorted = new ArrayDeque<>();
  private RunSearch rest;
  private boolean isComplete;
  private int left;

  SortedRuns(RunSearch search, int limit, BiConsumer<RunSearch, BestRuns> collect) {
    this.rest = search;
    this.left = limit;
    this.collect = collect;
  }

  @Override
  public boolean hasNext() {
    if (sorted.isEmpty() && !isComplete && left > 0) {
      var best = new BestRuns(left);
      collect.accept(rest, best);
      isComplete = best.bound().isEmpty();
      sorted.addAll(best.sorted());
    }
    return !sorted.isEmpty() && left > 0;
  }

  @Override
  public Found next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Found found = sorted.removeFirst();
    rest = rest.from(found.place());
    left--;
    return found;
  }
}
