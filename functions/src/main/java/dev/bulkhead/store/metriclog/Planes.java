package dev.bulkhead.store.metriclog;

import java.util.Arrays;

/**
 * Numbers taken apart into planes: all their lowest bytes, all their next ones, and so on. A plane
 * of sign and exponent packs well; in a row of whole numbers the noise of the low bytes hides that.
 */
final class Planes {
  /** {@code n log2 n}, in bits. */
  private static final double[] N_LOG_N = new double[1025];

  static {
    for (int n = 2; n < N_LOG_N.length; n++) {
      N_LOG_N[n] = n * log2(n);
    }
  }

  private Planes() {}

  /** How many planes are needed for numbers without sign. */
  static int width(long[] numbers) {
    long all = 0;
    for (long number : numbers) {
      all |= number;
    }
    return (Long.SIZE + 7 - Long.numberOfLeadingZeros(all)) / 8;
  }

  static byte[] plane(long[] numbers, int index) {
    byte[] plane = new byte[numbers.length];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = (byte) (numbers[i] >>> (8 * index));
    }
    return plane;
  }

  static void add(long[] numbers, byte[] plane, int index) {
    for (int i = 0; i < plane.length; i++) {
      numbers[i] |= (plane[i] & 0xFFL) << (8 * index);
    }
  }

  /** About how many bytes the numbers will take when each plane is packed by itself. */
  static double packedSize(long[] numbers) {
    double size = 0;
    int[] counts = new int[256];
    for (int index = 0, width = width(numbers); index < width; index++) {
      Arrays.fill(counts, 0);
      for (long number : numbers) {
        counts[(int) (number >>> (8 * index)) & 0xFF]++;
      }
      size += Math.min(numbers.length, huffmanSize(counts, numbers.length));
    }
    return size;
  }

  /** The entropy of the bytes, and half a byte for each that the code table must name. */
  private static double huffmanSize(int[] counts, int length) {
    return entropy(counts, length) + different(counts) / 2.0;
  }

  /** The bytes that codes by frequency cannot fall below, without the table of the codes. */
  static double entropy(int[] counts, int length) {
    double bits = nLogN(length);
    for (int count : counts) {
      if (count > 0) {
        bits -= nLogN(count);
      }
    }
    return bits / 8;
  }

  static int different(int[] counts) {
    int different = 0;
    for (int count : counts) {
      different += count > 0 ? 1 : 0;
    }
    return different;
  }

  private static double nLogN(int n) {
    return n < N_LOG_N.length ? N_LOG_N[n] : n * log2(n);
  }

  private static double log2(int n) {
    return Math.log(n) / Math.log(2);
  }
}
