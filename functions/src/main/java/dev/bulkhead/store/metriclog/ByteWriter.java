package dev.bulkhead.store.metriclog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes as they are written, in a buffer that grows. */
public final class ByteWriter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[256];
  private int size;

  int size() {
    return size;
  }

  public void put(int b) {
    reserve(1);
    bytes[size++] = (byte) b;
  }

  public void put(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /** Eight bytes, the most significant first. */
  void putLong(long value) {
    reserve(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  /** Four bytes, the most significant first. */
  public void putInt(int value) {
    reserve(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  /** Seven bits a byte, the least significant first; all but the last byte have the high bit. */
  public void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put(((int) rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    put((int) rest);
  }

  /** A varint that is short for small negative numbers too. */
  void putZigZag(long value) {
    putVarint(ZigZag.fold(value));
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
