package dev.bulkhead.store.metriclog;

/**
 * The orders that MLflow has for the points of one key: points equal in them are the same point.
 */
public enum PointOrder {
  /** By timestamp, step, value, as {@link dev.bulkhead.domain.Metric#HISTORY_ORDER}. */
  HISTORY,
  /** By step, timestamp, value, as {@link dev.bulkhead.domain.Metric#LATEST_LAST}. */
  STEPS;

  int compare(MetricSeries a, int i, MetricSeries b, int j) {
    int major = Long.compare(major(a, i), major(b, j));
    if (major != 0) {
      return major;
    }
    int minor = Long.compare(minor(a, i), minor(b, j));
    return minor != 0 ? minor : compare(a.value(i), b.value(j));
  }

  /** NaN counts as 0 but comes behind it; the sign of a zero does not count. */
  private static int compare(double a, double b) {
    int order = Double.compare(Double.isNaN(a) ? 0 : a + 0.0, Double.isNaN(b) ? 0 : b + 0.0);
    return order != 0 ? order : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
  }

  /** What points are told apart by first. */
  long major(MetricSeries series, int index) {
    return switch (this) {
      case HISTORY -> series.timestamp(index);
      case STEPS -> series.step(index);
    };
  }

  /** What points are told apart by then. */
  long minor(MetricSeries series, int index) {
    return switch (this) {
      case HISTORY -> series.step(index);
      case STEPS -> series.timestamp(index);
    };
  }
}
