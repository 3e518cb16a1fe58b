package dev.bulkhead.store.segments;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.search.RunColumns;
import dev.bulkhead.store.metriclog.ColumnReader;
import dev.bulkhead.store.metriclog.ColumnWriter;
import dev.bulkhead.store.metriclog.Grouping;
import dev.bulkhead.store.metriclog.ValueColumns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The latest points of many rows, by key; times are told from when the run began. */
final class MetricEntries {
  private final Shapes shapes;
  private final PackedDoubles values;
  private final PackedLongs times;
  private final PackedLongs steps;

  private MetricEntries(Shapes shapes, PackedDoubles values, PackedLongs times, PackedLongs steps) {
    this.shapes = shapes;
    this.values = values;
    this.times = times;
    this.steps = steps;
  }

  static void write(
      ColumnWriter out, List<? extends SortedMap<String, Metric>> rows, long[] starts) {
    Grouping byKey = Shapes.write(out, rows);
    int size = rows.stream().mapToInt(Map::size).sum();
    double[] values = new double[size];
    long[] times = new long[size];
    long[] steps = new long[size];
    int entry = 0;
    for (int row = 0; row < starts.length; row++) {
      for (Metric point : rows.get(row).values()) {
        int place = byKey.place(entry++);
        values[place] = point.value();
        times[place] = point.timestamp() - starts[row];
        steps[place] = point.step();
      }
    }
    ValueColumns.write(out, values, byKey.series());
    out.put(times, byKey.series());
    out.put(steps, byKey.series());
  }

  static MetricEntries read(ColumnReader in, int rows) {
    Shapes shapes = Shapes.read(in, rows);
    Grouping byKey = shapes.byKey();
    double[] written = ValueColumns.read(in, byKey.series(), _ -> true);
    double[] values = new double[written.length];
    for (int entry = 0; entry < values.length; entry++) {
      values[entry] = written[byKey.place(entry)];
    }
    long[] times = Columns.byRow(in.get(values.length, byKey.series()), byKey);
    long[] steps = Columns.byRow(in.get(values.length, byKey.series()), byKey);
    return new MetricEntries(
        shapes, PackedDoubles.of(values), PackedLongs.of(times), PackedLongs.of(steps));
  }

  Map<String, Metric> row(int row, long start) {
    Map<String, Metric> points = HashMap.newHashMap(shapes.count(row));
    for (int slot = 0; slot < shapes.count(row); slot++) {
      int entry = shapes.first(row) + slot;
      String key = shapes.key(row, slot);
      points.put(
          key, Metric.of(key, values.get(entry), start + times.get(entry), steps.get(entry)));
    }
    return points;
  }

  RunColumns.Reals column(String key) {
    return new Column(shapes.slots(key));
  }

  int byteSize() {
    return shapes.byteSize() + values.byteSize() + times.byteSize() + steps.byteSize();
  }

  private final class Column implements RunColumns.Reals {
    private final Shapes.Slots slots;

    Column(Shapes.Slots slots) {
      this.slots = slots;
    }

    @Override
    public int place(int row) {
      return slots.entry(row);
    }

    @Override
    public double at(int place) {
      return values.get(place);
    }
  }
}
