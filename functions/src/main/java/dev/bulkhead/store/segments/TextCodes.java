package dev.bulkhead.store.segments;

import dev.bulkhead.store.metriclog.ColumnWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives codes to texts as they come, while a segment is written. */
final class TextCodes {
  private final Map<String, Integer> codes = new LinkedHashMap<>();

  int of(String text) {
    return codes.computeIfAbsent(text, _ -> codes.size());
  }

  int size() {
    return codes.size();
  }

  void write(ColumnWriter out) {
    TextDictionary.write(out, codes.keySet());
  }
}
