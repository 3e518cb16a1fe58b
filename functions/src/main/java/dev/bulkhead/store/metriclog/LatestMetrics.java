package dev.bulkhead.store.metriclog;

import dev.bulkhead.domain.Metric;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The latest point of each key of a run, as one small binary. */
public final class LatestMetrics {
  private LatestMetrics() {}

  /**
   * The points as bytes; equal maps give equal bytes.
   *
   * @throws IllegalArgumentException if {@link MetricChunk} cannot take them
   */
  public static byte[] encode(Map<String, Metric> latest) {
    return MetricChunk.encode(List.copyOf(new TreeMap<>(latest).values()));
  }

  /**
   * The points by key, in the order of the keys.
   *
   * @throws CorruptMetrics if the bytes are not what {@link #encode} gave
   */
  public static Map<String, Metric> decode(byte[] bytes) {
    Map<String, Metric> latest = new LinkedHashMap<>();
    for (Metric point : MetricChunk.points(bytes)) {
      if (latest.putIfAbsent(point.key(), point) != null) {
        throw new CorruptMetrics("A key has two latest points");
      }
    }
    return latest;
  }

  /** What is latest when these points are logged too; of equal ones the first stays. */
  public static Map<String, Metric> merge(Map<String, Metric> latest, Iterable<Metric> logged) {
    Map<String, Metric> merged = new HashMap<>(latest);
    for (Metric point : logged) {
      merged.merge(point.key(), point, LatestMetrics::later);
    }
    return merged;
  }

  private static Metric later(Metric known, Metric logged) {
    return Metric.LATEST_LAST.compare(logged, known) > 0 ? logged : known;
  }
}
