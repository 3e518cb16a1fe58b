package dev.bulkhead.python;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;

/** Strings and floats as Python prints them. */
public final class PythonText {
  private PythonText() {}

  /** As {@code repr} prints a string: single quotes, or double ones around a single one. */
  public static String repr(String text) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    StringBuilder repr = new StringBuilder().append(quote);
    text.codePoints().forEach(it -> repr.append(escaped(it, quote)));
    return repr.append(quote).toString();
  }

  /** As a list of strings is printed. */
  public static String list(Collection<String> texts) {
    return texts.stream().map(PythonText::repr).collect(Collectors.joining(", ", "[", "]"));
  }

  /** As a tuple of strings is printed. */
  public static String tuple(Collection<String> texts) {
    return texts.stream().map(PythonText::repr).collect(Collectors.joining(", ", "(", ")"));
  }

  /** As a set of strings is printed, in alphabetical order where Python has none. */
  public static String set(Collection<String> texts) {
    return texts.stream()
        .sorted()
        .map(PythonText::repr)
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** As {@code repr} writes a float: an exponent from 1e16 on and below 1e-4. */
  public static String of(double number) {
    if (!Double.isFinite(number)) {
      return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
    }
    if (number == 0) {
      return Double.toString(number);
    }
    // Since JDK 19 Double.toString gives the shortest digits, as Python does.
    BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = digits.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    BigDecimal mantissa = digits.movePointLeft(exponent).stripTrailingZeros();
    return "%se%s%02d"
        .formatted(mantissa.toPlainString(), exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static String escaped(int codePoint, char quote) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\\' -> "\\\\";
      default -> {
        if (codePoint == quote) {
          yield "\\" + quote;
        }
        yield isPrintable(codePoint) ? Character.toString(codePoint) : hexadecimal(codePoint);
      }
    };
  }

  private static String hexadecimal(int codePoint) {
    if (codePoint <= 0xff) {
      return "\\x%02x".formatted(codePoint);
    }
    return (codePoint <= 0xffff ? "\\u%04x" : "\\U%08x").formatted(codePoint);
  }

  private static boolean isPrintable(int codePoint) {
    return codePoint == ' '
        || switch (Character.getType(codePoint)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SPACE_SEPARATOR ->
              false;
          default -> true;
        };
  }
}
