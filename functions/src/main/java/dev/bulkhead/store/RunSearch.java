package dev.bulkhead.store;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.ViewType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which runs, and in which order.
 *
 * @param newestFirst that the order is start time descending, then id ascending, as the table keeps
 *     runs, so that a page needs no more than its own runs read
 * @param last the run that the previous page ended with
 * @param afterLast whether a run comes after that one in this order; all do on the first page
 */
public record RunSearch(
    List<ExperimentId> experiments,
    ViewType view,
    Predicate<Run> filter,
    Comparator<Run> order,
    boolean newestFirst,
    Optional<RunId> last,
    Predicate<Run> afterLast) {

  /** Copies the experiments. */
  public RunSearch {
    experiments = List.copyOf(experiments);
  }
}
