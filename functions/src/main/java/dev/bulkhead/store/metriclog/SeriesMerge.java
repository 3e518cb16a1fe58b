package dev.bulkhead.store.metriclog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Makes one sorted series of many. Most were logged one after the other: these are chained first,
 * which only copies, and what is left is merged two by two.
 */
public final class SeriesMerge {
  private SeriesMerge() {}

  /** The points of all series, each of which is sorted in this order, each once. */
  public static MetricSeries of(Collection<MetricSeries> sorted, PointOrder order) {
    List<MetricSeries> some =
        sorted.stream()
            .filter(series -> series.size() > 0)
            .sorted((a, b) -> order.compare(a, 0, b, 0))
            .toList();
    var queue = new ArrayDeque<MetricSeries>();
    chains(some, order).forEach(chain -> queue.add(concat(chain)));
    while (queue.size() > 1) {
      queue.add(merge(queue.remove(), queue.remove(), order));
    }
    return queue.isEmpty() ? MetricSeries.EMPTY : queue.remove();
  }

  private static List<List<MetricSeries>> chains(List<MetricSeries> series, PointOrder order) {
    List<List<MetricSeries>> chains = new ArrayList<>();
    for (MetricSeries next : series) {
      List<MetricSeries> chain =
          chains.stream()
              .filter(some -> isBefore(some.getLast(), next, order))
              .findFirst()
              .orElseGet(
                  () -> {
                    chains.add(new ArrayList<>());
                    return chains.getLast();
                  });
      chain.add(next);
    }
    return chains;
  }

  private static boolean isBefore(MetricSeries one, MetricSeries next, PointOrder order) {
    return order.compare(one, one.size() - 1, next, 0) < 0;
  }

  private static MetricSeries concat(List<MetricSeries> chain) {
    if (chain.size() == 1) {
      return chain.getFirst();
    }
    int size = Math.toIntExact(chain.stream().mapToLong(MetricSeries::size).sum());
    long[] timestamps = new long[size];
    long[] steps = new long[size];
    double[] values = new double[size];
    int at = 0;
    for (MetricSeries series : chain) {
      series.copyTo(timestamps, steps, values, at);
      at += series.size();
    }
    return new MetricSeries(timestamps, steps, values);
  }

  private static MetricSeries merge(MetricSeries a, MetricSeries b, PointOrder order) {
    var merged = new SeriesBuilder(order, Math.addExact(a.size(), b.size()));
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      if (j == b.size() || (i < a.size() && order.compare(a, i, b, j) <= 0)) {
        merged.add(a, i++);
      } else {
        merged.add(b, j++);
      }
    }
    return merged.build();
  }
}
