package dev.bulkhead.store.segments;

import dev.bulkhead.search.RunColumns;
import dev.bulkhead.store.metriclog.ColumnReader;
import dev.bulkhead.store.metriclog.ColumnWriter;
import java.util.List;

/** One text a row. */
final class TextColumn implements RunColumns.Texts {
  private final TextDictionary texts;
  private final PackedLongs codes;

  private TextColumn(TextDictionary texts, PackedLongs codes) {
    this.texts = texts;
    this.codes = codes;
  }

  static void write(ColumnWriter out, List<String> column) {
    var dictionary = new TextCodes();
    long[] codes = column.stream().mapToLong(dictionary::of).toArray();
    dictionary.write(out);
    out.put(codes);
  }

  static TextColumn read(ColumnReader in, int rows) {
    TextDictionary texts = TextDictionary.read(in);
    return new TextColumn(texts, Columns.codes(in, rows, texts.size()));
  }

  @Override
  public int codes() {
    return texts.size();
  }

  @Override
  public int code(int row) {
    return codes.getInt(row);
  }

  @Override
  public String text(int code) {
    return texts.get(code);
  }

  String get(int row) {
    return texts.get(codes.getInt(row));
  }

  int byteSize() {
    return texts.byteSize() + codes.byteSize();
  }
}
