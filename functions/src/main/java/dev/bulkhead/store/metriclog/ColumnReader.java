package dev.bulkhead.store.metriclog;

/** Reads what {@link ColumnWriter} wrote. */
public final class ColumnReader implements AutoCloseable {
  private final BlockReader blocks;

  public ColumnReader(ByteReader in) {
    this.blocks = new BlockReader(in);
  }

  public ByteReader in() {
    return blocks.in();
  }

  public BlockReader blocks() {
    return blocks;
  }

  /** A column of one series. */
  public long[] get(int length) {
    return get(length, new int[] {length});
  }

  /** A column whose series have these lengths, which sum up to its own. */
  public long[] get(int length, int[] series) {
    if (length == 0) {
      return new long[0];
    }
    int tag = in().get();
    Differencing way = Differencing.of(tag >>> 4);
    long base = in().getZigZag();
    long[] numbers = new long[length];
    for (int index = 0, width = width(tag); index < width; index++) {
      Planes.add(numbers, blocks.get(length), index);
    }
    way.undo(numbers, base, series);
    return numbers;
  }

  /** A column of numbers from 0 to below a limit. */
  public int[] getIndices(int length, int limit) {
    long[] numbers = get(length);
    int[] indices = new int[length];
    for (int i = 0; i < length; i++) {
      if (numbers[i] < 0 || numbers[i] >= limit) {
        throw new CorruptMetrics("%d is not below %d".formatted(numbers[i], limit));
      }
      indices[i] = (int) numbers[i];
    }
    return indices;
  }

  /** Passes over a column without unpacking it. */
  void skip(int length) {
    if (length > 0) {
      int tag = in().get();
      in().getVarint();
      for (int index = 0, width = width(tag); index < width; index++) {
        blocks.skip(length);
      }
    }
  }

  private static int width(int tag) {
    int width = tag & 0xF;
    if (width > Long.BYTES) {
      throw new CorruptMetrics("A column of numbers of %d bytes".formatted(width));
    }
    return width;
  }

  @Override
  public void close() {
    blocks.close();
  }
}
