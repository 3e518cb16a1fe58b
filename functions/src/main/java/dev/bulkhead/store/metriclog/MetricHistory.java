package dev.bulkhead.store.metriclog;

import dev.bulkhead.domain.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A run's metric history: a set of points, as MLflow's is. Points are the same if key, step,
 * timestamp and value are; the model and dataset they name do not count, and neither does the sign
 * of a zero.
 */
public final class MetricHistory {
  /** Puts the same points next to each other without leaving the order of the history. */
  private static final Comparator<Metric> SAME_TOGETHER =
      Metric.HISTORY_ORDER
          .thenComparing(point -> Double.isNaN(point.value()))
          .thenComparing(Metric::key);

  private MetricHistory() {}

  /** The points of all batches in {@link Metric#HISTORY_ORDER}; of the same ones the first. */
  public static List<Metric> of(Iterable<? extends Collection<Metric>> batches) {
    List<Metric> points = new ArrayList<>();
    batches.forEach(points::addAll);
    points.sort(SAME_TOGETHER);
    return withoutRepeats(points);
  }

  private static List<Metric> withoutRepeats(List<Metric> sorted) {
    List<Metric> history = new ArrayList<>(sorted.size());
    for (Metric point : sorted) {
      if (history.isEmpty() || SAME_TOGETHER.compare(history.getLast(), point) != 0) {
        history.add(point);
      }
    }
    return history;
  }
}
