package dev.bulkhead.store.metriclog;

import dev.bulkhead.domain.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Points of one key as columns: 24 bytes a point. Nothing changes it, and none of those made of it
 * share what others may change.
 */
public final class MetricSeries {
  /** No points. */
  public static final MetricSeries EMPTY =
      new MetricSeries(new long[0], new long[0], new double[0]);

  private final long[] timestamps;
  private final long[] steps;
  private final double[] values;

  /** Keeps the columns, which must be equally long and nobody else's. */
  MetricSeries(long[] timestamps, long[] steps, double[] values) {
    this.timestamps = timestamps;
    this.steps = steps;
    this.values = values;
  }

  /** The points in the order in which they come. */
  public static MetricSeries of(List<Metric> points) {
    return new MetricSeries(
        points.stream().mapToLong(Metric::timestamp).toArray(),
        points.stream().mapToLong(Metric::step).toArray(),
        points.stream().mapToDouble(Metric::value).toArray());
  }

  /** How many points there are. */
  public int size() {
    return values.length;
  }

  /** The step of a point. */
  public long step(int index) {
    return steps[index];
  }

  long timestamp(int index) {
    return timestamps[index];
  }

  double value(int index) {
    return values[index];
  }

  /** A point, as one of this key. */
  public Metric point(int index, String key) {
    return Metric.of(key, values[index], timestamps[index], steps[index]);
  }

  /** All points, as such of this key. */
  public List<Metric> points(String key) {
    return IntStream.range(0, size()).mapToObj(index -> point(index, key)).toList();
  }

  /** The points from one place up to before another. */
  public MetricSeries slice(int from, int to) {
    return from == 0 && to == size()
        ? this
        : new MetricSeries(
            Arrays.copyOfRange(timestamps, from, to),
            Arrays.copyOfRange(steps, from, to),
            Arrays.copyOfRange(values, from, to));
  }

  /** The points in an order, each once; of the same ones the first stays. */
  public MetricSeries sorted(PointOrder order) {
    if (isStrictlySorted(order)) {
      return this;
    }
    int[] places =
        IntStream.range(0, size())
            .boxed()
            .sorted((a, b) -> order.compare(this, a, this, b))
            .mapToInt(Integer::intValue)
            .toArray();
    var distinct = new SeriesBuilder(order, size());
    Arrays.stream(places).forEach(place -> distinct.add(this, place));
    return distinct.build();
  }

  /** The points at these places. */
  public MetricSeries select(int[] places) {
    long[] someTimestamps = new long[places.length];
    long[] someSteps = new long[places.length];
    double[] someValues = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      someTimestamps[i] = timestamps[places[i]];
      someSteps[i] = steps[places[i]];
      someValues[i] = values[places[i]];
    }
    return new MetricSeries(someTimestamps, someSteps, someValues);
  }

  private boolean isStrictlySorted(PointOrder order) {
    for (int i = 1; i < size(); i++) {
      if (order.compare(this, i - 1, this, i) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** The place of the first point behind this one; all must be sorted in that order. */
  public int placeBehind(Metric point, PointOrder order) {
    MetricSeries one = of(List.of(point));
    int from = 0;
    int to = size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (order.compare(this, middle, one, 0) > 0) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  /** The points that another series lacks; both must be sorted in that order. */
  public MetricSeries without(MetricSeries other, PointOrder order) {
    var left = new SeriesBuilder(order, size());
    int at = 0;
    for (int i = 0; i < size(); i++) {
      while (at < other.size() && order.compare(other, at, this, i) < 0) {
        at++;
      }
      if (at == other.size() || order.compare(other, at, this, i) != 0) {
        left.add(this, i);
      }
    }
    return left.build();
  }

  /** Copies a range of the columns. */
  void copyTo(long[] toTimestamps, long[] toSteps, double[] toValues, int at) {
    System.arraycopy(timestamps, 0, toTimestamps, at, size());
    System.arraycopy(steps, 0, toSteps, at, size());
    System.arraycopy(values, 0, toValues, at, size());
  }
}
