package dev.bulkhead.store.segments;

import dev.bulkhead.store.metriclog.ColumnReader;
import dev.bulkhead.store.metriclog.ColumnWriter;
import dev.bulkhead.store.metriclog.Grouping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Which keys each row has an entry of. Rows with the same keys share a shape, so that looking for a
 * key means looking once in each shape. Entries are numbered row by row, in a row by their keys.
 */
final class Shapes {
  /** No entry. */
  static final int NONE = -1;

  private final List<String> keys;
  private final int[][] shapes;
  private final PackedLongs shapeOf;
  private final int[] offsets;

  private Shapes(List<String> keys, int[][] shapes, PackedLongs shapeOf, int[] offsets) {
    this.keys = keys;
    this.shapes = shapes;
    this.shapeOf = shapeOf;
    this.offsets = offsets;
  }

  /** Writes the keys of all rows, and says how the entries are numbered key by key. */
  static Grouping write(ColumnWriter out, List<? extends SortedMap<String, ?>> rows) {
    var keys = new TextCodes();
    Map<List<Integer>, Integer> shapes = new LinkedHashMap<>();
    List<Integer> keyOf = new ArrayList<>();
    long[] shapeOf = new long[rows.size()];
    for (int row = 0; row < shapeOf.length; row++) {
      List<Integer> shape = rows.get(row).keySet().stream().map(keys::of).toList();
      keyOf.addAll(shape);
      shapeOf[row] = shapes.computeIfAbsent(shape, _ -> shapes.size());
    }
    keys.write(out);
    out.out().putVarint(shapes.size());
    out.put(shapes.keySet().stream().mapToLong(List::size).toArray());
    out.put(shapes.keySet().stream().flatMap(List::stream).mapToLong(code -> code).toArray());
    out.put(shapeOf);
    return Grouping.of(keyOf.stream().mapToInt(code -> code).toArray(), keys.size());
  }

  static Shapes read(ColumnReader in, int rows) {
    TextDictionary texts = TextDictionary.read(in);
    List<String> keys = new ArrayList<>();
    for (int code = 0; code < texts.size(); code++) {
      keys.add(texts.get(code));
    }
    int[][] shapes = new int[in.in().getCount(rows)][];
    int[] ends = Columns.offsets(in, shapes.length);
    PackedLongs codes = Columns.codes(in, ends[shapes.length], keys.size());
    for (int shape = 0; shape < shapes.length; shape++) {
      shapes[shape] = new int[ends[shape + 1] - ends[shape]];
      for (int slot = 0; slot < shapes[shape].length; slot++) {
        shapes[shape][slot] = codes.getInt(ends[shape] + slot);
      }
    }
    PackedLongs shapeOf = Columns.codes(in, rows, shapes.length);
    long[] counts = new long[rows];
    for (int row = 0; row < rows; row++) {
      counts[row] = shapes[shapeOf.getInt(row)].length;
    }
    return new Shapes(keys, shapes, shapeOf, Columns.offsets(counts));
  }

  /** How many entries there are. */
  int entries() {
    return offsets[offsets.length - 1];
  }

  /** A row's first entry; behind the last row, the number of entries. */
  int first(int row) {
    return offsets[row];
  }

  int count(int row) {
    return shapes[shapeOf.getInt(row)].length;
  }

  /** The key of one of a row's entries. */
  String key(int row, int slot) {
    return keys.get(shapes[shapeOf.getInt(row)][slot]);
  }

  /** The entries key by key: how they are written, as one key's are alike. */
  Grouping byKey() {
    int[] keyOf = new int[entries()];
    for (int row = 0; row < offsets.length - 1; row++) {
      int[] shape = shapes[shapeOf.getInt(row)];
      System.arraycopy(shape, 0, keyOf, offsets[row], shape.length);
    }
    return Grouping.of(keyOf, keys.size());
  }

  /** One key's entries. */
  Slots slots(String key) {
    int code = keys.indexOf(key);
    int[] slots = new int[shapes.length];
    for (int shape = 0; shape < slots.length; shape++) {
      slots[shape] = NONE;
      for (int slot = 0; code >= 0 && slot < shapes[shape].length; slot++) {
        slots[shape] = shapes[shape][slot] == code ? slot : slots[shape];
      }
    }
    return new Slots(slots);
  }

  /** Where the rows have their entries of one key. */
  final class Slots {
    private final int[] slotOf;

    private Slots(int[] slotOf) {
      this.slotOf = slotOf;
    }

    /** The row's entry, or {@link Shapes#NONE}. */
    int entry(int row) {
      int slot = slotOf[shapeOf.getInt(row)];
      return slot == NONE ? NONE : offsets[row] + slot;
    }
  }

  int byteSize() {
    int size = shapeOf.byteSize() + offsets.length * Integer.BYTES;
    for (int[] shape : shapes) {
      size += 16 + shape.length * Integer.BYTES;
    }
    for (String key : keys) {
      size += 60 + 2 * key.length();
    }
    return size;
  }
}
