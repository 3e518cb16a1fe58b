package dev.bulkhead.domain;

import java.util.Comparator;
import java.util.Optional;

/**
 * One point of a metric's history.
 *
 * @param value any double but an infinity: MLflow stores those as the largest finite values
 * @param timestamp milliseconds since the epoch, at least 0
 * @param step any long
 * @param modelId the logged model that was measured
 * @param datasetName name of the dataset it was measured on
 * @param datasetDigest digest of the dataset it was measured on
 */
public record Metric(
    String key,
    double value,
    long timestamp,
    long step,
    Optional<String> modelId,
    Optional<String> datasetName,
    Optional<String> datasetDigest) {

  /**
   * By step, timestamp, value: the greatest is a key's latest. NaN counts as 0, as MLflow stores it
   * as 0 with a flag.
   */
  public static final Comparator<Metric> LATEST_LAST =
      Comparator.comparingLong(Metric::step)
          .thenComparingLong(Metric::timestamp)
          .thenComparingDouble(Metric::orderedValue);

  /** By timestamp, step, value: the order in which MLflow hands out a metric's history. */
  public static final Comparator<Metric> HISTORY_ORDER =
      Comparator.comparingLong(Metric::timestamp)
          .thenComparingLong(Metric::step)
          .thenComparingDouble(Metric::orderedValue);

  /** Clamps infinities to the largest finite values, as MLflow does. */
  public Metric {
    value = Double.isNaN(value) ? value : Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /** A point that names neither model nor dataset. */
  public static Metric of(String key, double value, long timestamp, long step) {
    return new Metric(
        key, value, timestamp, step, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private double orderedValue() {
    // Adding 0.0 makes 0.0 of -0.0: they are equal to MLflow's database, but not to Double.compare.
    return Double.isNaN(value) ? 0 : value + 0.0;
  }
}
