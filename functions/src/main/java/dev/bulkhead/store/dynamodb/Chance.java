package dev.bulkhead.store.dynamodb;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Chance that is another in each of the processes that are restored from one snapshot: the system
 * is asked for it each time. What draws from a seed in memory, as {@code ThreadLocalRandom} does,
 * draws the same in all of them.
 */
final class Chance {
  private static final SecureRandom SYSTEM = new SecureRandom();

  private Chance() {}

  /** Sixteen hexadecimal digits that nobody has drawn before. */
  static String name() {
    return HexFormat.of().toHexDigits(SYSTEM.nextLong());
  }

  /** A number from 0 on. */
  static int below(int bound) {
    return SYSTEM.nextInt(bound);
  }
}
