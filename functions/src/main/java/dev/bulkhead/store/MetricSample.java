package dev.bulkhead.store;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Which points of a metric's history a chart shows, as MLflow's database samples them: those whose
 * steps are in a range, in the order of steps, are dealt into as many buckets of even size as
 * points are asked for, the larger ones first; the first point of each stands for it, and the last
 * of all takes the last place.
 *
 * @param fromStep the range's first step
 * @param toStep the range's last step
 * @param max at least 1
 */
public record MetricSample(long fromStep, long toStep, int max) {

  /** A sample of all steps. */
  public static MetricSample ofAll(int max) {
    return new MetricSample(Long.MIN_VALUE, Long.MAX_VALUE, max);
  }

  /** The places of the points to be shown among so many. */
  public LongStream places(long count) {
    if (count <= max) {
      return LongStream.range(0, count);
    }
    long size = count / max;
    long larger = count % max;
    return LongStream.concat(
        LongStream.range(0, max - 1).map(bucket -> bucket * size + Math.min(bucket, larger)),
        LongStream.of(count - 1));
  }

  /** The points to be shown among these, which are sorted and all in the range. */
  public <T> List<T> of(List<T> points) {
    return places(points.size()).mapToObj(place -> points.get((int) place)).toList();
  }

  /** Whether a step is in the range. */
  public boolean has(long step) {
    return fromStep <= step && step <= toStep;
  }
}
