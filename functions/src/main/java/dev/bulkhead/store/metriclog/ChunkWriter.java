package dev.bulkhead.store.metriclog;

import dev.bulkhead.domain.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Takes points apart into columns and writes these. */
final class ChunkWriter {
  private final List<Metric> points;
  private final Dictionary<String> keys;
  private final Dictionary<Origin> origins;
  private final Grouping byKey;

  ChunkWriter(List<Metric> points) {
    this.points = points;
    this.keys = Dictionary.of(points, Metric::key);
    this.origins = Dictionary.of(points, Origin::of);
    this.byKey = Grouping.of(keys.indices(), keys.entries().size());
  }

  void write(ColumnWriter out) {
    writeDictionaries(out);
    out.put(widened(keys.indices()));
    if (origins.entries().size() > 1) {
      out.put(widened(origins.indices()));
    }
    writeColumns(out);
  }

  private void writeDictionaries(ColumnWriter out) {
    List<Origin> named =
        origins.entries().equals(List.of(Origin.NONE)) ? List.of() : origins.entries();
    out.out().putVarint(points.size());
    out.out().putVarint(keys.entries().size());
    out.out().putVarint(named.size());
    out.put(named.stream().mapToLong(Origin::flags).toArray());
    Texts.write(
        out,
        Stream.concat(
                keys.entries().stream(), named.stream().flatMap(origin -> origin.texts().stream()))
            .toList());
  }

  private void writeColumns(ColumnWriter out) {
    long[] steps = new long[points.size()];
    long[] timestamps = new long[steps.length];
    double[] values = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      Metric point = points.get(i);
      int place = byKey.place(i);
      steps[place] = point.step();
      timestamps[place] = point.timestamp();
      values[place] = point.value();
    }
    out.put(steps, byKey.series());
    out.put(timestamps, byKey.series());
    ValueColumns.write(out, values, byKey.series());
  }

  private static long[] widened(int[] indices) {
    return Arrays.stream(indices).asLongStream().toArray();
  }
}
