package dev.bulkhead.store.segments;

/** Floating-point numbers in memory, in half the bytes where no bit is lost by that. */
sealed interface PackedDoubles {

  double get(int index);

  int byteSize();

  static PackedDoubles of(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
      if (Double.doubleToRawLongBits(floats[i]) != Double.doubleToRawLongBits(values[i])) {
        return new Doubles(values);
      }
    }
    return new Floats(floats);
  }

  /** Values that take 64 bits. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares or prints them.
  record Doubles(double[] values) implements PackedDoubles {
    @Override
    public double get(int index) {
      return values[index];
    }

    @Override
    public int byteSize() {
      return values.length * Double.BYTES;
    }
  }

  /** Values for which 32 bits will do. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares or prints them.
  record Floats(float[] values) implements PackedDoubles {
    @Override
    public double get(int index) {
      return values[index];
    }

    @Override
    public int byteSize() {
      return values.length * Float.BYTES;
    }
  }
}
