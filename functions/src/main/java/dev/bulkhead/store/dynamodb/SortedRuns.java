package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Run;
import dev.bulkhead.store.RunSearch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Runs in an order that the table does not have. As many of the first ones are kept as memory
 * allows, which is more than an answer holds but for very large runs; if more are asked for,
 * everything is read again for those that come next.
 */
final class SortedRuns implements Iterator<Run> {
  private final RunSearch search;
  private final Consumer<BestRuns> collect;
  private final Deque<Run> sorted = new ArrayDeque<>();
  private Optional<Run> last = Optional.empty();
  private boolean isComplete;
  private int left;

  SortedRuns(RunSearch search, int limit, Consumer<BestRuns> collect) {
    this.search = search;
    this.left = limit;
    this.collect = collect;
  }

  @Override
  public boolean hasNext() {
    if (sorted.isEmpty() && !isComplete && left > 0) {
      var best = new BestRuns(search.order(), left, behindLast());
      collect.accept(best);
      isComplete = !best.hasLeftOut();
      sorted.addAll(best.sorted());
    }
    return !sorted.isEmpty() && left > 0;
  }

  private Predicate<Run> behindLast() {
    return last.<Predicate<Run>>map(run -> other -> search.order().compare(run, other) < 0)
        .orElse(search.afterLast());
  }

  @Override
  public Run next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Run run = sorted.removeFirst();
    last = Optional.of(run);
    left--;
    return run;
  }
}
