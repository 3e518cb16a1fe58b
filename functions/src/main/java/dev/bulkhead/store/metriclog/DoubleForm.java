package dev.bulkhead.store.metriclog;

/** Any double, by its 64 bits; there is one NaN. */
record DoubleForm() implements ValueForm {
  static final int TAG = 0;

  @Override
  public Kind kind() {
    return Kind.DOUBLE;
  }

  @Override
  public int tag() {
    return TAG;
  }

  @Override
  public long number(double value) {
    return inOrder(Double.doubleToLongBits(value));
  }

  @Override
  public double value(long number) {
    return Double.longBitsToDouble(inOrder(number));
  }

  /** Makes bits ascend as the doubles do, below zero too; doing it twice undoes it. */
  private static long inOrder(long bits) {
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }
}
