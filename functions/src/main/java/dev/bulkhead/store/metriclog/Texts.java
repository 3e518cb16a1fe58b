package dev.bulkhead.store.metriclog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A list of strings as UTF-8. The beginning that a string shares with the one before is not written
 * again: keys that are logged together tend to begin alike.
 */
final class Texts {
  /** How many bytes the strings of one chunk may have together: 25,000 of the longest keys. */
  static final int MAX_BYTES = 32 << 20;

  private Texts() {}

  static void write(ColumnWriter out, List<String> texts) {
    long[] shared = new long[texts.size()];
    long[] own = new long[texts.size()];
    var tails = new ByteWriter();
    byte[] previous = {};
    int total = 0;
    for (int i = 0; i < shared.length; i++) {
      byte[] text = bytes(texts.get(i));
      total = boundedSum(total, text.length);
      int difference = Arrays.mismatch(previous, text);
      int common = difference < 0 ? text.length : difference;
      int rest = text.length - common;
      shared[i] = common;
      own[i] = rest;
      tails.put(text, common, rest);
      previous = text;
    }
    out.put(shared);
    out.put(own);
    out.blocks().put(tails.toBytes());
  }

  private static int boundedSum(int total, int length) {
    if (length > MAX_BYTES - total) {
      throw new IllegalArgumentException("The strings have more than 32 MiB");
    }
    return total + length;
  }

  static List<String> read(ColumnReader in, int count) {
    long[] shared = in.get(count);
    long[] own = in.get(count);
    byte[] tails = in.blocks().get(totalOf(shared, own));
    List<String> texts = new ArrayList<>(count);
    byte[] previous = {};
    int at = 0;
    for (int i = 0; i < count; i++) {
      if (shared[i] > previous.length) {
        throw new CorruptMetrics("A string has more in common with the one before than that has");
      }
      byte[] text = Arrays.copyOf(previous, (int) (shared[i] + own[i]));
      System.arraycopy(tails, at, text, (int) shared[i], (int) own[i]);
      at += (int) own[i];
      texts.add(text(text));
      previous = text;
    }
    return texts;
  }

  /** Checks the lengths before anything is allocated by them. */
  private static int totalOf(long[] shared, long[] own) {
    long total = 0;
    long tails = 0;
    for (int i = 0; i < own.length; i++) {
      if (shared[i] < 0 || own[i] < 0 || shared[i] > MAX_BYTES || own[i] > MAX_BYTES) {
        throw new CorruptMetrics("A string of an impossible length");
      }
      tails += own[i];
      total += shared[i] + own[i];
      if (total > MAX_BYTES) {
        throw new CorruptMetrics("The strings have more than 32 MiB");
      }
    }
    return (int) tails;
  }

  /** Java puts a question mark for what is no Unicode; two keys must not become one by that. */
  static byte[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
      throw new IllegalArgumentException("A string has half of a surrogate pair");
    }
    return bytes;
  }

  static String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
      throw new CorruptMetrics("A string is not UTF-8");
    }
    return text;
  }
}
