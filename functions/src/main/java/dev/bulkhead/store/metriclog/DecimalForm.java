package dev.bulkhead.store.metriclog;

import java.util.Optional;

/**
 * Doubles that are a whole number divided by a power of ten, as rounded values, rates and counts
 * are. Both are exact as doubles, so the division gives the double nearest to the decimal: the one
 * that was parsed from it.
 */
record DecimalForm(int digits) implements ValueForm {
  private static final int FIRST_TAG = 2;

  /** With more digits a random double passes for a decimal now and then, and gains nothing. */
  private static final int MAX_DIGITS = 12;

  private static final double MAX_EXACT = 1L << 53;
  private static final double[] POWERS = new double[MAX_DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  static DecimalForm of(long tag) {
    if (tag < FIRST_TAG || tag > FIRST_TAG + MAX_DIGITS) {
      throw new CorruptMetrics("Values in an unknown form, %d".formatted(tag));
    }
    return new DecimalForm((int) tag - FIRST_TAG);
  }

  /** The fewest digits that tell all the values. */
  static Optional<DecimalForm> of(double[] values, int from, int to) {
    int digits = 0;
    for (int i = from; i < to; i++) {
      while (!isExact(values[i], digits)) {
        if (++digits > MAX_DIGITS) {
          return Optional.empty();
        }
      }
    }
    // A value that fewer digits told exactly may be too great for these.
    var form = new DecimalForm(digits);
    for (int i = from; i < to; i++) {
      if (!isExact(values[i], digits)) {
        return Optional.empty();
      }
    }
    return Optional.of(form);
  }

  private static boolean isExact(double value, int digits) {
    double whole = Math.rint(value * POWERS[digits]);
    return Math.abs(whole) <= MAX_EXACT
        && Double.doubleToRawLongBits((long) whole / POWERS[digits])
            == Double.doubleToRawLongBits(value);
  }

  @Override
  public Kind kind() {
    return Kind.DECIMAL;
  }

  @Override
  public int tag() {
    return FIRST_TAG + digits;
  }

  @Override
  public long number(double value) {
    return (long) Math.rint(value * POWERS[digits]);
  }

  @Override
  public double value(long number) {
    return number / POWERS[digits];
  }

  /** How many bits tell one of the values, if nothing is known of the others; 0 for counts. */
  int bits(double[] values, int from, int to) {
    if (digits == 0) {
      return 0;
    }
    long greatest = 0;
    for (int i = from; i < to; i++) {
      greatest = Math.max(greatest, Math.abs(number(values[i])));
    }
    return Long.SIZE - Long.numberOfLeadingZeros(greatest) + 1;
  }
}
