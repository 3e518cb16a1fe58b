package dev.bulkhead.store.metriclog;

import java.util.Arrays;

/**
 * Bytes that deflating would not make fewer, as the low bytes of measured values are: to see that
 * takes less time than deflating them for nothing.
 */
final class Noise {
  /** Deflate gives longer ones more than one table of codes, which this does not reckon with. */
  private static final int LONGEST = 1 << 14;

  /** The shortest sequence that deflate names by where it stood before. */
  private static final int SEQUENCE = 3;

  private static final int SLOT_BITS = 12;

  /** Where a sequence of a slot was last seen, counted from one. */
  private final short[] seen = new short[1 << SLOT_BITS];

  private final int[] counts = new int[256];

  /**
   * Whether no sequence comes twice, and codes by frequency save no more than naming them takes:
   * two bits at the least for each byte that there is.
   */
  boolean is(byte[] raw) {
    if (raw.length > LONGEST) {
      return false;
    }
    Arrays.fill(counts, 0);
    for (byte b : raw) {
      counts[b & 0xFF]++;
    }
    return Planes.entropy(counts, raw.length) + Planes.different(counts) / 4.0 >= raw.length
        && !hasRepetition(raw);
  }

  private boolean hasRepetition(byte[] raw) {
    Arrays.fill(seen, (short) 0);
    for (int i = 0; i <= raw.length - SEQUENCE; i++) {
      int sequence = sequence(raw, i);
      int slot = (sequence * 0x9E37_79B1) >>> (Integer.SIZE - SLOT_BITS);
      int before = seen[slot] - 1;
      if (before >= 0 && sequence(raw, before) == sequence) {
        return true;
      }
      seen[slot] = (short) (i + 1);
    }
    return false;
  }

  private static int sequence(byte[] raw, int at) {
    return (raw[at] & 0xFF) << 16 | (raw[at + 1] & 0xFF) << 8 | (raw[at + 2] & 0xFF);
  }
}
