package dev.bulkhead.store.segments;

import dev.bulkhead.search.RunColumns;
import dev.bulkhead.store.metriclog.ColumnReader;
import dev.bulkhead.store.metriclog.ColumnWriter;
import dev.bulkhead.store.metriclog.Grouping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Texts by key, such as params or tags, of many rows. */
final class TextEntries {
  private final Shapes shapes;
  private final TextDictionary texts;
  private final PackedLongs codes;

  private TextEntries(Shapes shapes, TextDictionary texts, PackedLongs codes) {
    this.shapes = shapes;
    this.texts = texts;
    this.codes = codes;
  }

  static void write(ColumnWriter out, List<? extends SortedMap<String, String>> rows) {
    Grouping byKey = Shapes.write(out, rows);
    var dictionary = new TextCodes();
    long[] codes = new long[rows.stream().mapToInt(Map::size).sum()];
    int entry = 0;
    for (Map<String, String> row : rows) {
      for (String text : row.values()) {
        codes[byKey.place(entry++)] = dictionary.of(text);
      }
    }
    dictionary.write(out);
    out.put(codes, byKey.series());
  }

  static TextEntries read(ColumnReader in, int rows) {
    Shapes shapes = Shapes.read(in, rows);
    Grouping byKey = shapes.byKey();
    TextDictionary texts = TextDictionary.read(in);
    long[] written = in.get(shapes.entries(), byKey.series());
    return new TextEntries(
        shapes, texts, PackedLongs.of(Columns.below(texts.size(), Columns.byRow(written, byKey))));
  }

  Map<String, String> row(int row) {
    Map<String, String> entries = HashMap.newHashMap(shapes.count(row));
    for (int slot = 0; slot < shapes.count(row); slot++) {
      entries.put(shapes.key(row, slot), texts.get(codes.getInt(shapes.first(row) + slot)));
    }
    return entries;
  }

  RunColumns.Texts column(String key) {
    return new Column(shapes.slots(key));
  }

  int byteSize() {
    return shapes.byteSize() + texts.byteSize() + codes.byteSize();
  }

  private final class Column implements RunColumns.Texts {
    private final Shapes.Slots slots;

    Column(Shapes.Slots slots) {
      this.slots = slots;
    }

    @Override
    public int codes() {
      return texts.size();
    }

    @Override
    public int code(int row) {
      int entry = slots.entry(row);
      return entry == Shapes.NONE ? NONE : codes.getInt(entry);
    }

    @Override
    public String text(int code) {
      return texts.get(code);
    }
  }
}
