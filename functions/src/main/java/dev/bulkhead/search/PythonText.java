package dev.bulkhead.search;

import java.util.Collection;
import java.util.stream.Collectors;

/** Texts as Python prints them, because MLflow's messages do. */
final class PythonText {
  private PythonText() {}

  /** As {@code repr} prints a string. */
  static String repr(String text) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    StringBuilder repr = new StringBuilder().append(quote);
    text.codePoints().forEach(it -> repr.append(escaped(it, quote)));
    return repr.append(quote).toString();
  }

  /** As a list of strings is printed. */
  static String list(Collection<String> texts) {
    return texts.stream().map(PythonText::repr).collect(Collectors.joining(", ", "[", "]"));
  }

  /** As a tuple of strings is printed. */
  static String tuple(Collection<String> texts) {
    return texts.stream().map(PythonText::repr).collect(Collectors.joining(", ", "(", ")"));
  }

  /** As a set of strings is printed, in alphabetical order where Python has none. */
  static String set(Collection<String> texts) {
    return texts.stream()
        .sorted()
        .map(PythonText::repr)
        .collect(Collectors.joining(", ", "{", "}"));
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
