package dev.bulkhead.store.dynamodb;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Entries that were spilled together. As bytes: deflated, for each entry the kind's letter, the
 * lengths of key and value in bytes as 32-bit numbers (-1 for no value), and both as UTF-8.
 */
record Page(String name, List<Entry> entries) {
  /** An item holds 400 KB, with its key and name. */
  static final long MAX_BYTES = 350 * 1024;

  private static final int NONE = -1;

  /** The entries of an item, be they in it or in its pages. */
  static Entries entries(Item core, List<Page> pages) {
    Entries entries = CoreItem.entries(core);
    pages.forEach(page -> entries.applyAll(page.entries()));
    return entries;
  }

  long size() {
    return Entries.size(entries);
  }

  /** Both pages' entries in turn, of each kind and key the last. */
  static List<Entry> merge(List<Entry> first, List<Entry> second) {
    Map<Entry.Id, Entry> last = new LinkedHashMap<>();
    first.forEach(entry -> last.put(entry.id(), entry));
    second.forEach(entry -> last.put(entry.id(), entry));
    return List.copyOf(last.values());
  }

  byte[] encode() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeInt(entries.size());
      for (Entry entry : entries) {
        out.writeByte(entry.kind().letter());
        write(out, Optional.of(entry.key()));
        write(out, entry.value());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Optional<String> text) throws IOException {
    if (text.isEmpty()) {
      out.writeInt(NONE);
    } else {
      byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  static Page decode(String name, byte[] bytes) {
    try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      List<Entry> entries = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        entries.add(new Entry(Kind.of(in.readByte()), read(in).orElseThrow(), read(in)));
      }
      return new Page(name, entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> read(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length == NONE
        ? Optional.empty()
        : Optional.of(new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }
}
