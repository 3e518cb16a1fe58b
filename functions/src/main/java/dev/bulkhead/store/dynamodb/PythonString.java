package dev.bulkhead.store.dynamodb;

/** Strings as Python's {@code repr} writes them, which MLflow puts into messages. */
final class PythonString {
  private PythonString() {}

  static String of(String text) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    var out = new StringBuilder().append(quote);
    text.codePoints().forEach(point -> append(out, point, quote));
    return out.append(quote).toString();
  }

  private static void append(StringBuilder out, int point, char quote) {
    switch (point) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (point == quote) {
          out.append('\\');
        }
        if (Character.isISOControl(point)) {
          out.append("\\x%02x".formatted(point));
        } else {
          out.appendCodePoint(point);
        }
      }
    }
  }
}
