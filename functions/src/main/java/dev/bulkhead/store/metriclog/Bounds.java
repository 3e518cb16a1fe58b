package dev.bulkhead.store.metriclog;

import java.util.Comparator;

/**
 * From where to where points go in an order, both ends included, as far as timestamps and steps
 * tell.
 */
public record Bounds(long firstMajor, long firstMinor, long lastMajor, long lastMinor) {
  /** By where they begin. */
  public static final Comparator<Bounds> BY_FIRST =
      Comparator.comparingLong(Bounds::firstMajor).thenComparingLong(Bounds::firstMinor);

  /** Those of a part of a series that is sorted in this order. */
  public static Bounds of(MetricSeries sorted, int from, int to, PointOrder order) {
    return new Bounds(
        order.major(sorted, from),
        order.minor(sorted, from),
        order.major(sorted, to - 1),
        order.minor(sorted, to - 1));
  }

  /**
   * Whether all of this is before all of the other, which therefore has none of the same points.
   */
  public boolean isBefore(Bounds other) {
    int major = Long.compare(lastMajor, other.firstMajor);
    return major < 0 || (major == 0 && lastMinor < other.firstMinor);
  }

  /** Whether there may be the same points in both. */
  public boolean meets(Bounds other) {
    return !isBefore(other) && !other.isBefore(this);
  }

  /** From the first of both to the last of both. */
  public Bounds with(Bounds other) {
    boolean first = BY_FIRST.compare(this, other) <= 0;
    int last = Long.compare(lastMajor, other.lastMajor);
    boolean mine = last > 0 || (last == 0 && lastMinor >= other.lastMinor);
    return new Bounds(
        first ? firstMajor : other.firstMajor,
        first ? firstMinor : other.firstMinor,
        mine ? lastMajor : other.lastMajor,
        mine ? lastMinor : other.lastMinor);
  }
}
