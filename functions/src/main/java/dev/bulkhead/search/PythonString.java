package dev.bulkhead.search;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one string of Python's: with a prefix or none, one quote or three, and escapes. */
final class PythonString {
  private static final Pattern OPENING = Pattern.compile("([rRuUbB]?)('''|\"\"\"|'|\")");
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:(?<octal>[0-7]{1,3})|x(?<two>[0-9a-fA-F]{2})|u(?<four>[0-9a-fA-F]{4})"
              + "|U(?<eight>[0-9a-fA-F]{8})|N\\{(?<name>[^}]*)\\}"
              + "|(?<broken>[xuUN])|(?<line>\\r\\n|[\\r\\n])|(?<one>.))",
          Pattern.DOTALL);
  private static final String PLAIN = "\\'\"abfnrtv";
  private static final String MEANT = "\\'\"\u0007\b\f\n\r\t\u000b";

  private final String source;
  private final boolean raw;
  private final boolean bytes;
  private final String quote;
  private int at;

  /** Begins to read where {@link #opensAt} is true. */
  PythonString(String source, int start) {
    Matcher opening = OPENING.matcher(source).region(start, source.length());
    if (!opening.lookingAt()) {
      throw new IllegalArgumentException("No string begins here");
    }
    this.source = source;
    raw = opening.group(1).equalsIgnoreCase("r");
    bytes = opening.group(1).equalsIgnoreCase("b");
    quote = opening.group(2);
    at = opening.end();
  }

  static boolean opensAt(String source, int at) {
    return OPENING.matcher(source).region(at, source.length()).lookingAt();
  }

  /** Whether these are bytes, which MLflow takes for no string. */
  boolean isBytes() {
    return bytes;
  }

  /** The place behind what was read. */
  int end() {
    return at;
  }

  String read() throws PythonTuple.IllFormed {
    StringBuilder text = new StringBuilder();
    while (!source.startsWith(quote, at)) {
      if (at == source.length() || isForbidden(source.charAt(at))) {
        throw new PythonTuple.IllFormed();
      }
      if (source.charAt(at) != '\\') {
        text.append(source.charAt(at++));
      } else if (raw) {
        int length = Math.min(2, source.length() - at);
        text.append(source, at, at + length);
        at += length;
      } else {
        text.append(escape());
      }
    }
    at += quote.length();
    return text.toString();
  }

  private boolean isForbidden(char letter) {
    return letter == 0 || (quote.length() == 1 && (letter == '\n' || letter == '\r'));
  }

  private String escape() throws PythonTuple.IllFormed {
    Matcher escape = ESCAPE.matcher(source).region(at, source.length());
    if (!escape.lookingAt() || escape.group("broken") != null) {
      throw new PythonTuple.IllFormed();
    }
    at = escape.end();
    if (escape.group("line") != null) {
      return "";
    }
    if (escape.group("one") != null) {
      int known = PLAIN.indexOf(escape.group("one"));
      return known < 0 ? escape.group() : MEANT.substring(known, known + 1);
    }
    return character(escape);
  }

  private static String character(Matcher escape) throws PythonTuple.IllFormed {
    try {
      if (escape.group("name") != null) {
        return Character.toString(Character.codePointOf(escape.group("name")));
      }
      if (escape.group("octal") != null) {
        return Character.toString(Integer.parseInt(escape.group("octal"), 8));
      }
      // Of the three forms exactly one is there, and the first letter is not a digit.
      return Character.toString(Integer.parseUnsignedInt(escape.group().substring(2), 16));
    } catch (IllegalArgumentException _) {
      throw new PythonTuple.IllFormed();
    }
  }
}
