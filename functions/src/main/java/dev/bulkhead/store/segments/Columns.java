package dev.bulkhead.store.segments;

import dev.bulkhead.store.metriclog.ColumnReader;
import dev.bulkhead.store.metriclog.Grouping;

/** What columns of numbers must be like, and in which order. */
final class Columns {
  private Columns() {}

  /** Numbers from 0 to below a limit. */
  static PackedLongs codes(ColumnReader in, int length, int limit) {
    return PackedLongs.of(below(limit, in.get(length)));
  }

  static long[] below(int limit, long[] codes) {
    for (long code : codes) {
      if (code < 0 || code >= limit) {
        throw new CorruptSegment("%d is not below %d".formatted(code, limit));
      }
    }
    return codes;
  }

  /** Entries that were written key by key, row by row. */
  static long[] byRow(long[] written, Grouping byKey) {
    long[] numbers = new long[written.length];
    for (int entry = 0; entry < numbers.length; entry++) {
      numbers[entry] = written[byKey.place(entry)];
    }
    return numbers;
  }

  /**
   * How many of something each row has, as where each row's begin, and where the last one's end.
   */
  static int[] offsets(ColumnReader in, int rows) {
    return offsets(in.get(rows));
  }

  static int[] offsets(long[] counts) {
    int[] offsets = new int[counts.length + 1];
    for (int row = 0; row < counts.length; row++) {
      long end = offsets[row] + counts[row];
      if (counts[row] < 0 || end > Segment.MAX_ENTRIES) {
        throw new CorruptSegment("A row has an impossible number of entries");
      }
      offsets[row + 1] = (int) end;
    }
    return offsets;
  }
}
