package dev.bulkhead.store.segments;

import dev.bulkhead.domain.RunId;
import dev.bulkhead.search.RunColumns;
import dev.bulkhead.store.metriclog.ColumnReader;
import dev.bulkhead.store.metriclog.ColumnWriter;
import java.util.HexFormat;
import java.util.List;

/** The ids of the runs, least first, in two halves. */
final class RunIds implements RunColumns.Texts {
  private static final int HALF = 16;
  private static final HexFormat HEX = HexFormat.of();

  private final long[] high;
  private final long[] low;

  private RunIds(long[] high, long[] low) {
    this.high = high;
    this.low = low;
    for (int row = 1; row < high.length; row++) {
      if (compare(row - 1, high[row], low[row]) >= 0) {
        throw new CorruptSegment("Runs are not in the order of their ids");
      }
    }
  }

  static void write(ColumnWriter out, List<RunId> ids) {
    out.put(ids.stream().mapToLong(RunIds::high).toArray());
    out.put(ids.stream().mapToLong(RunIds::low).toArray());
  }

  static RunIds read(ColumnReader in, int rows) {
    return new RunIds(in.get(rows), in.get(rows));
  }

  private static long high(RunId id) {
    return HexFormat.fromHexDigitsToLong(id.value(), 0, HALF);
  }

  private static long low(RunId id) {
    return HexFormat.fromHexDigitsToLong(id.value(), HALF, 2 * HALF);
  }

  private int compare(int row, long otherHigh, long otherLow) {
    int byHigh = Long.compareUnsigned(high[row], otherHigh);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low[row], otherLow);
  }

  RunId get(int row) {
    return new RunId(text(row));
  }

  /** The row of a run, or {@link #NONE}. */
  int row(RunId id) {
    return row(high(id), low(id));
  }

  private int row(long wantedHigh, long wantedLow) {
    int from = 0;
    int to = high.length - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      int order = compare(middle, wantedHigh, wantedLow);
      if (order == 0) {
        return middle;
      }
      from = order < 0 ? middle + 1 : from;
      to = order < 0 ? to : middle - 1;
    }
    return NONE;
  }

  /** The row of what is in a row of others, or {@link #NONE}. */
  int rowOf(RunIds others, int row) {
    return row(others.high[row], others.low[row]);
  }

  @Override
  public int codes() {
    return high.length;
  }

  @Override
  public int code(int row) {
    return row;
  }

  @Override
  public String text(int code) {
    return HEX.toHexDigits(high[code]) + HEX.toHexDigits(low[code]);
  }

  int byteSize() {
    return 2 * Long.BYTES * high.length;
  }
}
