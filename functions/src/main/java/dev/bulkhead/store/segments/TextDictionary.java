package dev.bulkhead.store.segments;

import dev.bulkhead.store.metriclog.ColumnReader;
import dev.bulkhead.store.metriclog.ColumnWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Different texts by their codes, one behind the other as UTF-8. */
final class TextDictionary {
  private final byte[] heap;
  private final int[] ends;

  private TextDictionary(byte[] heap, int[] ends) {
    this.heap = heap;
    this.ends = ends;
  }

  static void write(ColumnWriter out, Collection<String> texts) {
    var heap = new ByteArrayOutputStream();
    long[] lengths = new long[texts.size()];
    int i = 0;
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      lengths[i++] = bytes.length;
      heap.writeBytes(bytes);
    }
    out.out().putVarint(lengths.length);
    out.put(lengths);
    out.blocks().put(heap.toByteArray());
  }

  static TextDictionary read(ColumnReader in) {
    long[] lengths = in.get(in.in().getCount(Segment.MAX_ENTRIES));
    int[] ends = new int[lengths.length];
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += lengths[i];
      if (lengths[i] < 0 || end > Segment.MAX_BYTES) {
        throw new CorruptSegment("Texts of an impossible length");
      }
      ends[i] = (int) end;
    }
    return new TextDictionary(in.blocks().get((int) end), ends);
  }

  int size() {
    return ends.length;
  }

  String get(int code) {
    int from = code == 0 ? 0 : ends[code - 1];
    return new String(heap, from, ends[code] - from, StandardCharsets.UTF_8);
  }

  int byteSize() {
    return heap.length + ends.length * Integer.BYTES;
  }
}
