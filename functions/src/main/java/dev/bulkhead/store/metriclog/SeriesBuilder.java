package dev.bulkhead.store.metriclog;

import java.util.Arrays;

/** Puts a series together point by point, in an order; the same point again is passed over. */
final class SeriesBuilder {
  private final PointOrder order;
  private final long[] timestamps;
  private final long[] steps;
  private final double[] values;
  private final MetricSeries soFar;
  private int size;

  SeriesBuilder(PointOrder order, int capacity) {
    this.order = order;
    this.timestamps = new long[capacity];
    this.steps = new long[capacity];
    this.values = new double[capacity];
    this.soFar = new MetricSeries(timestamps, steps, values);
  }

  void add(MetricSeries from, int index) {
    if (size > 0 && order.compare(soFar, size - 1, from, index) == 0) {
      return;
    }
    timestamps[size] = from.timestamp(index);
    steps[size] = from.step(index);
    values[size] = from.value(index);
    size++;
  }

  MetricSeries build() {
    return size == values.length
        ? soFar
        : new MetricSeries(
            Arrays.copyOf(timestamps, size),
            Arrays.copyOf(steps, size),
            Arrays.copyOf(values, size));
  }
}
