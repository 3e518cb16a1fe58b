package dev.bulkhead.store.segments;

import dev.bulkhead.domain.RunId;
import dev.bulkhead.search.RunColumns;
import dev.bulkhead.store.metriclog.ColumnReader;
import dev.bulkhead.store.metriclog.ColumnWriter;
import java.util.BitSet;
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
    int row = rowsBefore(wantedHigh, wantedLow);
    return row < high.length && compare(row, wantedHigh, wantedLow) == 0 ? row : NONE;
  }

  /** How many rows are of lesser ids than this. */
  int rowsBefore(RunId id) {
    return rowsBefore(high(id), low(id));
  }

  private int rowsBefore(long otherHigh, long otherLow) {
    int from = 0;
    int to = high.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (compare(middle, otherHigh, otherLow) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** Marks the rows whose ids the others have too. */
  void markCommon(RunIds others, BitSet rows) {
    int row = 0;
    int other =
        others.high.length == 0 || high.length == 0 ? 0 : others.rowsBefore(high[0], low[0]);
    while (other < others.high.length && row < high.length) {
      int order = compare(row, others.high[other], others.low[other]);
      if (order == 0) {
        rows.set(row);
      }
      if (order < 0) {
        row = Math.max(row + 1, rowsBefore(others.high[other], others.low[other]));
      } else {
        other++;
      }
    }
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
