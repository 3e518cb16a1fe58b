package dev.bulkhead.store.metriclog;

/** Signed numbers as unsigned ones, small for small: 0, -1, 1, -2, … as 0, 1, 2, 3, … */
final class ZigZag {
  private ZigZag() {}

  static long fold(long value) {
    return (value << 1) ^ (value >> 63);
  }

  static long unfold(long folded) {
    return (folded >>> 1) ^ -(folded & 1);
  }
}
