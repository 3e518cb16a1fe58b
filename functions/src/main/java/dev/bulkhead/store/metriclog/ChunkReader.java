package dev.bulkhead.store.metriclog;

import dev.bulkhead.domain.Metric;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Reads what {@link ChunkWriter} wrote: the dictionaries at once, the points when asked for. */
final class ChunkReader {
  private final ColumnReader in;
  private final int size;
  private final List<String> keys;
  private final List<Origin> origins;

  ChunkReader(ColumnReader in) {
    this.in = in;
    this.size = in.in().getCount(MetricChunk.MAX_POINTS);
    int keyCount = in.in().getCount(size);
    int[] flags = in.getIndices(in.in().getCount(size), 8);
    int textCount = keyCount;
    for (int flag : flags) {
      textCount += Origin.textCount(flag);
    }
    List<String> texts = Texts.read(in, textCount);
    this.keys = texts.subList(0, keyCount);
    this.origins = origins(flags, texts.listIterator(keyCount));
  }

  private static List<Origin> origins(int[] flags, Iterator<String> texts) {
    if (flags.length == 0) {
      return List.of(Origin.NONE);
    }
    List<Origin> origins = new ArrayList<>(flags.length);
    for (int flag : flags) {
      origins.add(Origin.read(flag, texts::next));
    }
    return origins;
  }

  List<String> keys() {
    return keys;
  }

  /** The points of the keys that are wanted, in the order in which they were logged. */
  List<Metric> points(IntPredicate wanted) {
    Columns columns = columns(wanted);
    List<Metric> points = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int key = columns.keyOf()[i];
      if (wanted.test(key)) {
        int place = columns.byKey().place(i);
        points.add(
            origins
                .get(columns.originOf()[i])
                .point(
                    keys.get(key),
                    columns.values()[place],
                    columns.timestamps()[place],
                    columns.steps()[place]));
      }
    }
    return points;
  }

  /** The points of each key that is wanted, in the order in which they were logged. */
  Map<String, MetricSeries> series(IntPredicate wanted) {
    Columns columns = columns(wanted);
    Map<String, MetricSeries> series = new LinkedHashMap<>();
    int from = 0;
    for (int key = 0; key < keys.size(); key++) {
      int to = from + columns.byKey().series()[key];
      if (wanted.test(key)) {
        series.put(keys.get(key), columns.slice(from, to));
      }
      from = to;
    }
    return series;
  }

  private Columns columns(IntPredicate wanted) {
    int[] keyOf = in.getIndices(size, keys.size());
    int[] originOf = origins.size() > 1 ? in.getIndices(size, origins.size()) : new int[size];
    Grouping byKey = Grouping.of(keyOf, keys.size());
    long[] steps = in.get(size, byKey.series());
    long[] timestamps = in.get(size, byKey.series());
    double[] values = ValueColumns.read(in, byKey.series(), wanted);
    in.in().expectEnd();
    return new Columns(keyOf, originOf, byKey, steps, timestamps, values);
  }

  /** What a chunk holds: of keys and origins point by point, of the rest key by key. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Columns(
      int[] keyOf,
      int[] originOf,
      Grouping byKey,
      long[] steps,
      long[] timestamps,
      double[] values) {
    MetricSeries slice(int from, int to) {
      return new MetricSeries(timestamps, steps, values).slice(from, to);
    }
  }
}
