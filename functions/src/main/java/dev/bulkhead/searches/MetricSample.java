package dev.bulkhead.searches;

import dev.bulkhead.domain.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Some points of a history for a chart, as MLflow's database samples them: the points in order of
 * steps are dealt into as many buckets of even size as are asked for, the larger ones first; the
 * first point of each stands for it, and the last point of all takes the last place.
 */
final class MetricSample {
  private static final Comparator<Metric> ORDER =
      Metric.LATEST_LAST.thenComparing(point -> Double.isNaN(point.value()));

  private MetricSample() {}

  /** At most so many of the points, sorted by step. */
  static List<Metric> of(List<Metric> history, int max) {
    List<Metric> sorted = history.stream().sorted(ORDER).toList();
    if (sorted.size() <= max) {
      return sorted;
    }
    int size = sorted.size() / max;
    int larger = sorted.size() % max;
    List<Metric> sample = new ArrayList<>();
    for (int bucket = 0; bucket < max; bucket++) {
      sample.add(sorted.get(bucket * size + Math.min(bucket, larger)));
    }
    sample.set(max - 1, sorted.getLast());
    return sample;
  }
}
