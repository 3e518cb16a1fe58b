package dev.bulkhead.store.metriclog;

import java.util.Arrays;

/**
 * Ways to turn a column of numbers into small unsigned ones. A column is made of series, one after
 * the other, one for each key; each goes its own way, so differences are taken inside a series.
 * Sums wrap around, so any long survives.
 */
enum Differencing {
  /** What a number exceeds the smallest by: for noise. */
  NONE(0),
  /** From the number before: for what drifts. */
  DELTA(1),
  /** From the difference before: for what goes steadily, as steps do. */
  DELTA_OF_DELTA(2);

  private final int tag;

  Differencing(int tag) {
    this.tag = tag;
  }

  /** What stands for this way in a chunk. */
  int tag() {
    return tag;
  }

  static Differencing of(int tag) {
    return switch (tag) {
      case 0 -> NONE;
      case 1 -> DELTA;
      case 2 -> DELTA_OF_DELTA;
      default -> throw new CorruptMetrics("A column is differenced in no known way");
    };
  }

  /** The number that a column's first one is told from. */
  long base(long[] values) {
    return switch (this) {
      case NONE -> Arrays.stream(values).min().orElse(0);
      case DELTA, DELTA_OF_DELTA -> values[0];
    };
  }

  long[] apply(long[] values, long base, int[] series) {
    return switch (this) {
      case NONE -> Arrays.stream(values).map(value -> value - base).toArray();
      case DELTA, DELTA_OF_DELTA -> differences(values, base, series);
    };
  }

  /** Puts the numbers back where their residuals are. */
  void undo(long[] residuals, long base, int[] series) {
    switch (this) {
      case NONE -> Arrays.setAll(residuals, i -> residuals[i] + base);
      case DELTA, DELTA_OF_DELTA -> sums(residuals, base, series);
    }
  }

  /** A series' first number is told from the first of the series before it. */
  private long[] differences(long[] values, long base, int[] series) {
    long[] residuals = new long[values.length];
    long start = base;
    long slope = 0;
    int at = 0;
    for (int length : series) {
      long previous = start;
      for (int end = at + length, i = at; i < end; i++) {
        long delta = values[i] - previous;
        residuals[i] = ZigZag.fold(i == at ? delta : delta - slope);
        slope = slopeAfter(i == at, delta, slope);
        previous = values[i];
      }
      start = length > 0 ? values[at] : start;
      at += length;
    }
    return residuals;
  }

  private void sums(long[] residuals, long base, int[] series) {
    long start = base;
    long slope = 0;
    int at = 0;
    for (int length : series) {
      long previous = start;
      for (int end = at + length, i = at; i < end; i++) {
        long told = ZigZag.unfold(residuals[i]);
        long delta = i == at ? told : told + slope;
        slope = slopeAfter(i == at, delta, slope);
        previous += delta;
        residuals[i] = previous;
      }
      start = length > 0 ? residuals[at] : start;
      at += length;
    }
  }

  /** The slope is carried over from series to series: keys are logged at the same steps. */
  private long slopeAfter(boolean first, long delta, long slope) {
    return first || this == DELTA ? slope : delta;
  }
}
