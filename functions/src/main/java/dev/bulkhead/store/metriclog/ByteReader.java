package dev.bulkhead.store.metriclog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A place in bytes that are being read, none of which are trusted. */
public final class ByteReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int position;

  public ByteReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  int remaining() {
    return end - position;
  }

  public int get() {
    return bytes[skip(1)] & 0xFF;
  }

  public byte[] get(int length) {
    int from = skip(length);
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  long getLong() {
    return (long) LONG.get(bytes, skip(Long.BYTES));
  }

  public int getInt() {
    return (int) INT.get(bytes, skip(Integer.BYTES));
  }

  long getVarint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int b = get();
      value |= (b & 0x7FL) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw new CorruptMetrics("A number has more than 10 bytes");
  }

  long getZigZag() {
    return ZigZag.unfold(getVarint());
  }

  /** A varint that says how many of something there are. */
  public int getCount(int limit) {
    long count = getVarint();
    if (count < 0 || count > limit) {
      throw new CorruptMetrics("%d where at most %d is possible".formatted(count, limit));
    }
    return (int) count;
  }

  /** Passes over bytes; says where they begin in {@link #bytes()}. */
  int skip(int length) {
    if (length > remaining()) {
      throw new CorruptMetrics("The bytes end too early");
    }
    int from = position;
    position += length;
    return from;
  }

  byte[] bytes() {
    return bytes;
  }

  public void expectEnd() {
    if (remaining() > 0) {
      throw new CorruptMetrics("%d bytes too many".formatted(remaining()));
    }
  }
}
