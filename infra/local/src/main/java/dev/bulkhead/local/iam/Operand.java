package dev.bulkhead.local.iam;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** One value of a policy's condition, ready to be compared with a value of the request. */
@FunctionalInterface
interface Operand {
  boolean matches(String actual, Context context);

  static Operand exact(String text) {
    PolicyString expected = PolicyStringReader.exact(text);
    return (actual, context) ->
        expected.resolve(context).filter(g -> g.matches(actual)).isPresent();
  }

  static Operand ignoringCase(String text) {
    PolicyString expected = PolicyStringReader.exact(text);
    return (actual, context) ->
        expected.resolve(context).filter(g -> g.equalsIgnoreCase(actual)).isPresent();
  }

  static Operand like(String text) {
    PolicyString expected = PolicyStringReader.like(text);
    return (actual, context) ->
        expected.resolve(context).filter(g -> g.matches(actual)).isPresent();
  }

  /** Compares the six parts of two ARNs one by one, so no wildcard reaches across a colon. */
  static Operand arn(String text) {
    if (!text.contains("${") && text.split(":", 6).length < 6) {
      throw new InvalidPolicy("Not an ARN of six parts: " + text);
    }
    PolicyString expected = PolicyStringReader.like(text);
    return (actual, context) ->
        expected.resolve(context).filter(g -> partsMatch(g.components(6), actual)).isPresent();
  }

  private static boolean partsMatch(List<Glob> expected, String actual) {
    String[] parts = actual.split(":", 6);
    return expected.size() == 6
        && parts.length == 6
        && IntStream.range(0, 6).allMatch(i -> expected.get(i).matches(parts[i]));
  }

  static Operand bool(String text) {
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new InvalidPolicy("Neither true nor false: " + text);
    }
    return (actual, _) -> actual.equalsIgnoreCase(text);
  }

  static Operand number(String text, IntPredicate order) {
    BigDecimal expected =
        parseNumber(text).orElseThrow(() -> new InvalidPolicy("Not a number: " + text));
    return (actual, _) ->
        parseNumber(actual).filter(n -> order.test(n.compareTo(expected))).isPresent();
  }

  private static Optional<BigDecimal> parseNumber(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Operand date(String text, IntPredicate order) {
    Instant expected = parseDate(text).orElseThrow(() -> new InvalidPolicy("Not a date: " + text));
    return (actual, _) ->
        parseDate(actual).filter(d -> order.test(d.compareTo(expected))).isPresent();
  }

  /**
   * A day, a date with time and offset, or seconds since 1970; a bare year is not told from those.
   */
  private static Optional<Instant> parseDate(String text) {
    try {
      if (text.matches("[0-9]{5,12}")) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      return Optional.of(
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
