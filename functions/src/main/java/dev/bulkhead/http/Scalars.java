package dev.bulkhead.http;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Protobuf's JSON rules for single values, as its Python library has them; empty is what it would
 * refuse.
 */
final class Scalars {
  /** What Java takes for a double and Python does not: hexadecimal digits, a final d or f. */
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

  private static final Pattern NOT_FINITE =
      Pattern.compile("([+-]?)(inf|infinity|nan)", Pattern.CASE_INSENSITIVE);

  /** Longer texts are no numbers; reading one of a megabyte costs time for nothing. */
  private static final int LONGEST_NUMBER = 1000;

  private Scalars() {}

  /** Reads a value that is not null. */
  @FunctionalInterface
  interface Reader<T> {
    Optional<T> read(Object value);
  }

  /** A string without lone surrogates, which no database takes. */
  static Optional<String> string(@Nullable Object value) {
    return value instanceof String text && isWellFormed(text)
        ? Optional.of(text)
        : Optional.empty();
  }

  static Optional<Long> int64(Object value) {
    return switch (value) {
      case Long number -> Optional.of(number);
      case Double number -> whole(number);
      case String text -> int64(text);
      case Object _ -> Optional.empty();
    };
  }

  static Optional<Integer> int32(Object value) {
    return int64(value).filter(number -> number == number.intValue()).map(Long::intValue);
  }

  static Optional<Double> number(Object value) {
    return switch (value) {
      // A number token is finite: 1e400 is a mistake, and so is a NaN without quotes.
      case Double given -> finite(given);
      case Long given -> Optional.of(given.doubleValue());
      case BigInteger given -> finite(given.doubleValue());
      case Boolean given -> Optional.of(given ? 1.0 : 0.0);
      case String text -> number(text.strip());
      case Object _ -> Optional.empty();
    };
  }

  static Optional<Boolean> bool(Object value) {
    return value instanceof Boolean given ? Optional.of(given) : Optional.empty();
  }

  static <E extends Enum<E>> Optional<E> enumeration(Object value, Class<E> type, String prefix) {
    long number = 0;
    for (E constant : type.getEnumConstants()) {
      number++;
      if (value.equals(prefix + constant.name()) || int64(value).equals(Optional.of(number))) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> int64(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException _) {
      return DECIMAL.matcher(text).matches() ? whole(Double.parseDouble(text)) : Optional.empty();
    }
  }

  private static Optional<Long> whole(double number) {
    return number == Math.rint(number) && number >= -0x1p63 && number < 0x1p63
        ? Optional.of((long) number)
        : Optional.empty();
  }

  private static Optional<Double> number(String text) {
    if (text.length() > LONGEST_NUMBER || text.equals("nan")) {
      return Optional.empty();
    }
    var special = NOT_FINITE.matcher(text);
    if (special.matches()) {
      double sign = special.group(1).equals("-") ? -1 : 1;
      boolean nan = special.group(2).equalsIgnoreCase("nan");
      return Optional.of(nan ? Double.NaN : sign * Double.POSITIVE_INFINITY);
    }
    return DECIMAL.matcher(text).matches()
        ? Optional.of(Double.parseDouble(text))
        : Optional.empty();
  }

  private static Optional<Double> finite(double number) {
    return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
  }

  private static boolean isWellFormed(String text) {
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        return false;
      }
      i += Character.charCount(point);
    }
    return true;
  }
}
