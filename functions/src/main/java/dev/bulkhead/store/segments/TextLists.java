package dev.bulkhead.store.segments;

import dev.bulkhead.store.metriclog.ColumnReader;
import dev.bulkhead.store.metriclog.ColumnWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Some things a row, each written as a text, and read once however many rows have it. */
final class TextLists<T> {
  private final List<T> things;
  private final int[] offsets;
  private final PackedLongs codes;
  private final int byteSize;

  private TextLists(List<T> things, int[] offsets, PackedLongs codes, int byteSize) {
    this.things = things;
    this.offsets = offsets;
    this.codes = codes;
    this.byteSize = byteSize;
  }

  static void write(ColumnWriter out, List<List<String>> rows) {
    var dictionary = new TextCodes();
    long[] codes = rows.stream().flatMap(List::stream).mapToLong(dictionary::of).toArray();
    dictionary.write(out);
    out.put(rows.stream().mapToLong(List::size).toArray());
    out.put(codes);
  }

  static <T> TextLists<T> read(ColumnReader in, int rows, Function<String, T> form) {
    TextDictionary texts = TextDictionary.read(in);
    int[] offsets = Columns.offsets(in, rows);
    PackedLongs codes = Columns.codes(in, offsets[rows], texts.size());
    List<T> things = new ArrayList<>();
    for (int code = 0; code < texts.size(); code++) {
      things.add(form.apply(texts.get(code)));
    }
    int size = 4 * texts.byteSize() + offsets.length * Integer.BYTES + codes.byteSize();
    return new TextLists<>(things, offsets, codes, size);
  }

  List<T> get(int row) {
    List<T> list = new ArrayList<>();
    for (int at = offsets[row]; at < offsets[row + 1]; at++) {
      list.add(things.get(codes.getInt(at)));
    }
    return list;
  }

  int byteSize() {
    return byteSize;
  }
}
