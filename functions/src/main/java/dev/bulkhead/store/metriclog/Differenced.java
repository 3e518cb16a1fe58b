package dev.bulkhead.store.metriclog;

/** A column differenced in one way, and about how many bytes it takes so. */
final class Differenced {
  private final Differencing way;
  private final long base;
  private final long[] residuals;
  private final double size;

  private Differenced(Differencing way, long base, long[] residuals) {
    this.way = way;
    this.base = base;
    this.residuals = residuals;
    this.size = Planes.packedSize(residuals);
  }

  static Differenced of(Differencing way, long[] values, int[] series) {
    long base = way.base(values);
    return new Differenced(way, base, way.apply(values, base, series));
  }

  /** This, or the column differenced in another way if that is shorter. */
  Differenced orShorter(Differencing other, long[] values, int[] series) {
    if (size == 0) {
      return this;
    }
    Differenced rival = of(other, values, series);
    return rival.size < size ? rival : this;
  }

  Differencing way() {
    return way;
  }

  long base() {
    return base;
  }

  long[] residuals() {
    return residuals;
  }
}
