package dev.bulkhead.http;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values and their types as MLflow's server, written in Python, puts them into its messages. */
public final class PythonText {
  private PythonText() {}

  /** As {@code json.dumps} writes it by itself: ASCII, spaces after separators. */
  public static String spacedJson(@Nullable Object value) {
    return switch (value) {
      case List<?> list ->
          list.stream().map(PythonText::spacedJson).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(
                  entry ->
                      quoted(String.valueOf(entry.getKey())) + ": " + spacedJson(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case null -> "null";
      case Object other -> json(other);
    };
  }

  /** As {@code json.dumps} writes it: ASCII, without spaces, keys sorted. */
  public static String json(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> quoted(text);
      case Double number -> of(number);
      case List<?> list ->
          list.stream().map(PythonText::json).collect(Collectors.joining(",", "[", "]"));
      case Map<?, ?> map ->
          new TreeMap<>(map)
              .entrySet().stream()
                  .map(
                      entry ->
                          quoted(String.valueOf(entry.getKey())) + ":" + json(entry.getValue()))
                  .collect(Collectors.joining(",", "{", "}"));
      case Object other -> other.toString();
    };
  }

  /** The name of the Python type that the value arrives as. */
  static String typeOf(@Nullable Object value) {
    return switch (value) {
      case null -> "NoneType";
      case String _ -> "str";
      case Double _ -> "float";
      case Boolean _ -> "bool";
      case List<?> _ -> "list";
      case Map<?, ?> _ -> "dict";
      case Object _ -> "int";
    };
  }

  /** As {@code repr} writes a string: single quotes, or double ones around a single one. */
  public static String repr(String text) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    var out = new StringBuilder().append(quote);
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                  if (point < ' ' || point == 0x7f) {
                    out.append("\\x%02x".formatted(point));
                  } else {
                    out.append(point == quote ? "\\" : "").appendCodePoint(point);
                  }
                }
              }
            });
    return out.append(quote).toString();
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

  private static String quoted(String text) {
    var out = new StringBuilder().append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ' || c >= 0x7f) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
