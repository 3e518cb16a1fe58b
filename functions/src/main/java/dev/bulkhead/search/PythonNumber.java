package dev.bulkhead.search;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers as Python's {@code int} and {@code float} read them: digits of any script, and {@code
 * 1_000}.
 */
final class PythonNumber {
  private static final String DIGITS = "\\p{Nd}++(?:_\\p{Nd}++)*+";
  private static final Pattern INTEGER = Pattern.compile("[+-]?" + DIGITS);
  private static final Pattern FLOAT =
      Pattern.compile(
          "[+-]?(?:D(?:\\.(?:D)?)?|\\.D)(?:e[+-]?D)?".replace("D", DIGITS),
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NOT_FINITE =
      Pattern.compile("([+-]?)(?:(inf(?:inity)?)|nan)", Pattern.CASE_INSENSITIVE);

  /** Python refuses to read longer integers. */
  private static final int MAX_DIGITS = 4_300;

  private PythonNumber() {}

  /** An integer; one that no long can hold is as far off as a floating-point number tells. */
  static Optional<Value> integer(String text) {
    String stripped = strip(text);
    if (stripped.length() > MAX_DIGITS || !INTEGER.matcher(stripped).matches()) {
      return Optional.empty();
    }
    BigInteger number = new BigInteger(ascii(stripped));
    return Optional.of(
        number.bitLength() < Long.SIZE
            ? new Value.Whole(number.longValue())
            : new Value.Real(number.doubleValue()));
  }

  static Optional<Value> real(String text) {
    String stripped = strip(text);
    var notFinite = NOT_FINITE.matcher(stripped);
    if (notFinite.matches()) {
      double sign = notFinite.group(1).equals("-") ? -1 : 1;
      return Optional.of(
          new Value.Real(
              notFinite.group(2) == null ? Double.NaN : sign * Double.POSITIVE_INFINITY));
    }
    return FLOAT.matcher(stripped).matches()
        ? Optional.of(new Value.Real(Double.parseDouble(ascii(stripped))))
        : Optional.empty();
  }

  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char letter) {
    return Character.isWhitespace(letter) || Character.isSpaceChar(letter) || letter == '\u0085';
  }

  private static String ascii(String number) {
    StringBuilder ascii = new StringBuilder();
    number
        .codePoints()
        .filter(it -> it != '_')
        .map(it -> Character.isDigit(it) ? '0' + Character.digit(it, 10) : it)
        .forEach(ascii::appendCodePoint);
    return ascii.toString();
  }
}
