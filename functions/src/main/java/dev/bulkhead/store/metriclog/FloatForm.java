package dev.bulkhead.store.metriclog;

/** Doubles that were born as 32-bit floats, as PyTorch's and TensorFlow's losses are. */
record FloatForm() implements ValueForm {
  static final int TAG = 1;

  /** What {@link #bits} says if some value is no float. */
  static final int IMPOSSIBLE = Integer.MAX_VALUE;

  private static final int EXPONENT_AND_SIGN_BITS = 3;

  @Override
  public Kind kind() {
    return Kind.FLOAT;
  }

  @Override
  public int tag() {
    return TAG;
  }

  @Override
  public long number(double value) {
    return inOrder(Float.floatToIntBits((float) value));
  }

  @Override
  public double value(long number) {
    return Float.intBitsToFloat(inOrder((int) number));
  }

  private static int inOrder(int bits) {
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  /** About how many bits tell one of the values. */
  static int bits(double[] values, int from, int to) {
    int mantissas = 0;
    for (int i = from; i < to; i++) {
      float near = (float) values[i];
      if (Double.doubleToLongBits(near) != Double.doubleToLongBits(values[i])) {
        return IMPOSSIBLE;
      }
      mantissas |= Float.floatToIntBits(near) & 0x7F_FFFF;
    }
    int unused = mantissas == 0 ? 23 : Integer.numberOfTrailingZeros(mantissas);
    return 23 - unused + EXPONENT_AND_SIGN_BITS;
  }
}
