package dev.bulkhead.store;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Chance that is another in each of the processes that are restored from one snapshot: the system
 * is asked for it each time. What draws from a seed in memory, as {@code ThreadLocalRandom} does,
 * draws the same in all of them.
 */
public final class Chance {
  private Chance() {}

  /** Sixteen hexadecimal digits that nobody has drawn before. */
  public static String name() {
    return HexFormat.of().toHexDigits(new SecureRandom().nextLong());
  }

  /** A number from 0 on. */
  public static int below(int bound) {
    return new SecureRandom().nextInt(bound);
  }
}
