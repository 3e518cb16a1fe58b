package dev.bulkhead.store.segments;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in memory, each in as many bytes as the widest needs above the least of them. */
final class PackedLongs {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final long least;
  private final int width;
  private final byte[] bytes;

  private PackedLongs(long least, int width, int size) {
    this.least = least;
    this.width = width;
    this.bytes = new byte[Math.multiplyExact(width, size)];
  }

  static PackedLongs of(long[] numbers) {
    long least = numbers.length == 0 ? 0 : Long.MAX_VALUE;
    for (long number : numbers) {
      least = Math.min(least, number);
    }
    long bits = 0;
    for (long number : numbers) {
      bits |= number - least;
    }
    var packed = new PackedLongs(least, width(bits), numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      packed.set(i, numbers[i] - least);
    }
    return packed;
  }

  /** Differences that overflow have their highest bit set, and take all eight bytes. */
  private static int width(long bits) {
    if (bits == 0) {
      return 0;
    }
    return bits >>> 8 == 0 ? 1 : bits >>> 16 == 0 ? 2 : bits >>> 32 == 0 ? 4 : 8;
  }

  private void set(int index, long above) {
    switch (width) {
      case 0 -> {}
      case 1 -> bytes[index] = (byte) above;
      case 2 -> SHORT.set(bytes, 2 * index, (short) above);
      case 4 -> INT.set(bytes, 4 * index, (int) above);
      default -> LONG.set(bytes, 8 * index, above);
    }
  }

  long get(int index) {
    return least
        + switch (width) {
          case 0 -> 0;
          case 1 -> bytes[index] & 0xFFL;
          case 2 -> (short) SHORT.get(bytes, 2 * index) & 0xFFFFL;
          case 4 -> (int) INT.get(bytes, 4 * index) & 0xFFFF_FFFFL;
          default -> (long) LONG.get(bytes, 8 * index);
        };
  }

  /** A number that is known to be a small one. */
  int getInt(int index) {
    return (int) get(index);
  }

  int byteSize() {
    return bytes.length;
  }
}
