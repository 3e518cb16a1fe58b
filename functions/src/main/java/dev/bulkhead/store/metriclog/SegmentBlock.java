package dev.bulkhead.store.metriclog;

/**
 * Where some points of one key lie in a segment: in each order a stretch of its own, but that
 * stretches may overlap by steps.
 *
 * @param offset of its bytes in the segment
 * @param length in bytes
 * @param count of its points, all different
 * @param history from where to where it goes by time
 * @param steps from where to where it goes by step
 */
public record SegmentBlock(long offset, int length, int count, Bounds history, Bounds steps) {

  /** Where the bytes behind it begin. */
  public long end() {
    return offset + length;
  }

  /** From where to where it goes in an order. */
  public Bounds bounds(PointOrder order) {
    return switch (order) {
      case HISTORY -> history;
      case STEPS -> steps;
    };
  }
}
