package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The first of many runs in an order, as many as were asked for and as memory allows. */
final class BestRuns {
  private static final int MAX_RUNS = 5_000;

  /** In characters; a function has at least 512 MB. */
  private static final long MAX_SIZE = 16L << 20;

  private static final int OVERHEAD = 100;

  private final Comparator<Run> order;
  private final int limit;
  private final Predicate<Run> wanted;
  private final TreeSet<Run> best;
  private Optional<Run> firstLeftOut = Optional.empty();
  private long size;

  /**
   * None yet.
   *
   * @param order in which no two runs are equal
   */
  BestRuns(Comparator<Run> order, int limit, Predicate<Run> wanted) {
    this.order = order;
    this.limit = Math.min(limit, MAX_RUNS);
    this.wanted = wanted;
    this.best = new TreeSet<>(order);
  }

  synchronized void offer(Run run) {
    // Behind one that was left out, none may be kept: it would be missing in between.
    if (wanted.test(run) && (firstLeftOut.isEmpty() || isBefore(run, firstLeftOut.get()))) {
      size += best.add(run) ? size(run) : 0;
      while (best.size() > limit || (size > MAX_SIZE && best.size() > 1)) {
        Run left = best.removeLast();
        size -= size(left);
        firstLeftOut = Optional.of(left);
      }
    }
  }

  private boolean isBefore(Run run, Run other) {
    return order.compare(run, other) < 0;
  }

  synchronized boolean hasLeftOut() {
    return firstLeftOut.isPresent();
  }

  synchronized List<Run> sorted() {
    return List.copyOf(best);
  }

  private static long size(Run run) {
    long tags =
        run.datasetInputs().stream()
            .map(DatasetInput::tags)
            .flatMap(List::stream)
            .mapToLong(tag -> OVERHEAD + tag.value().length())
            .sum();
    return OVERHEAD * 10
        + tags
        + size(run.params())
        + size(run.tags())
        + OVERHEAD * (long) (run.metrics().size() + run.modelOutputs().size());
  }

  private static long size(Map<String, String> texts) {
    return texts.entrySet().stream()
        .mapToLong(entry -> OVERHEAD + entry.getKey().length() + entry.getValue().length())
        .sum();
  }
}
