package dev.bulkhead.store.metriclog;

/** Writes columns of numbers: differenced as suits the column, then plane by plane. */
public final class ColumnWriter implements AutoCloseable {
  private final BlockWriter blocks;

  public ColumnWriter(ByteWriter out) {
    this.blocks = new BlockWriter(out);
  }

  public ByteWriter out() {
    return blocks.out();
  }

  public BlockWriter blocks() {
    return blocks;
  }

  public void put(long[] values) {
    put(values, new int[] {values.length});
  }

  /** A column of which the reader will know how long it and each series in it is. */
  public void put(long[] values, int[] series) {
    if (values.length == 0) {
      return;
    }
    Differenced best = Differenced.of(Differencing.NONE, values, series);
    best = best.orShorter(Differencing.DELTA, values, series);
    best = best.orShorter(Differencing.DELTA_OF_DELTA, values, series);
    put(best);
  }

  private void put(Differenced column) {
    int width = Planes.width(column.residuals());
    out().put((column.way().tag() << 4) | width);
    out().putZigZag(column.base());
    for (int index = 0; index < width; index++) {
      blocks.put(Planes.plane(column.residuals(), index));
    }
  }

  @Override
  public void close() {
    blocks.close();
  }
}
