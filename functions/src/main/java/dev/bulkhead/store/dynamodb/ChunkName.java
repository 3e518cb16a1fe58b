package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Metric;
import java.util.List;

/**
 * Names chunks: by the earliest timestamp in it, so that chunks lie in the order of time, and by
 * the content, so that the same points logged again are the same item.
 */
final class ChunkName {
  /** Six bits a character, in the order of the characters. */
  private static final String DIGITS =
      "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

  private static final int LENGTH = 8;
  private static final long MAX_TIME = (1L << (6 * LENGTH)) - 1;

  private ChunkName() {}

  static String of(List<Metric> points, byte[] chunk) {
    long earliest = points.stream().mapToLong(Metric::timestamp).min().orElse(0);
    return time(earliest) + Digest.of(chunk).text();
  }

  /** How names begin of chunks with nothing earlier: later ones than the year 10,000 are alike. */
  static String time(long timestamp) {
    long rest = Math.clamp(timestamp, 0, MAX_TIME);
    char[] digits = new char[LENGTH];
    for (int i = LENGTH - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) rest & 63);
      rest >>>= 6;
    }
    return new String(digits);
  }

  /** The earliest timestamp of a chunk, as far as its name tells it: at least 0. */
  static long earliest(String name) {
    long time = 0;
    for (int i = 0; i < LENGTH; i++) {
      time = time << 6 | DIGITS.indexOf(name.charAt(i));
    }
    return time;
  }

  /** One name in 32, by chance. */
  static boolean isOneIn32(String name) {
    return "AB".indexOf(name.charAt(LENGTH)) >= 0;
  }
}
