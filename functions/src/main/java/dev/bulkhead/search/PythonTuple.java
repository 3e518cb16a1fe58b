package dev.bulkhead.search;

import dev.bulkhead.python.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the list of an IN clause, which MLflow hands to Python: {@code ('a', "b")} is a tuple,
 * {@code ('a')} is as good as one, and neighbouring strings are one string.
 */
final class PythonTuple {
  private static final Pattern BLANK = Pattern.compile("(?:[ \\t\\f\\r\\n]|#[^\\r\\n]*+)*+");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\.?[0-9][0-9A-Za-z_.]*+");
  private static final Pattern WORD = Pattern.compile("(?:None|True|False)(?![\\p{L}\\p{N}_])");
  private static final int MAX_DEPTH = 100;

  private final String source;
  private int at;
  private int depth;

  private PythonTuple(String source) {
    this.source = source;
  }

  /** The elements of a text in parentheses, or nothing if Python could not read it. */
  static Optional<List<Element>> read(String source) {
    try {
      PythonTuple reader = new PythonTuple(source);
      Element whole = reader.element();
      reader.skip(BLANK);
      if (reader.at < source.length()) {
        return Optional.empty();
      }
      return Optional.of(whole instanceof Tuple(var elements) ? elements : List.of(whole));
    } catch (IllFormed _) {
      return Optional.empty();
    }
  }

  private Element element() throws IllFormed {
    skip(BLANK);
    if (PythonString.opensAt(source, at)) {
      return strings();
    }
    if (source.startsWith("(", at)) {
      return parenthesis();
    }
    int start = at;
    if (skip(NUMBER) || skip(WORD)) {
      return new Other(source.substring(start, at));
    }
    throw new IllFormed();
  }

  private Element strings() throws IllFormed {
    StringBuilder text = new StringBuilder();
    int start = at;
    boolean bytes = false;
    while (PythonString.opensAt(source, at)) {
      PythonString string = new PythonString(source, at);
      text.append(string.read());
      bytes |= string.isBytes();
      at = string.end();
      skip(BLANK);
    }
    return bytes ? new Other(source.substring(start, at)) : new Text(text.toString());
  }

  private Element parenthesis() throws IllFormed {
    if (++depth > MAX_DEPTH) {
      throw new IllFormed();
    }
    at++;
    List<Element> elements = new ArrayList<>();
    boolean comma = true;
    skip(BLANK);
    while (!source.startsWith(")", at)) {
      if (!comma) {
        throw new IllFormed();
      }
      elements.add(element());
      skip(BLANK);
      comma = source.startsWith(",", at);
      at += comma ? 1 : 0;
      skip(BLANK);
    }
    at++;
    depth--;
    return elements.size() == 1 && !comma ? elements.getFirst() : new Tuple(elements);
  }

  private boolean skip(Pattern pattern) {
    Matcher matcher = pattern.matcher(source).region(at, source.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    at = matcher.end();
    return true;
  }

  /** What Python could not read. */
  static final class IllFormed extends Exception {
    private static final long serialVersionUID = 1L;

    IllFormed() {
      super(null, null, false, false);
    }
  }

  /** One of the things in a list; it prints as Python does. */
  sealed interface Element {}

  /** A string. */
  record Text(String text) implements Element {
    @Override
    public String toString() {
      return PythonText.repr(text);
    }
  }

  /** A number or a constant, as it was written. */
  record Other(String source) implements Element {
    @Override
    public String toString() {
      return source;
    }
  }

  /** A list in a list. */
  record Tuple(List<Element> elements) implements Element {
    @Override
    public String toString() {
      return print(elements);
    }
  }

  static String print(List<Element> elements) {
    String end = elements.size() == 1 ? ",)" : ")";
    return elements.stream().map(Element::toString).collect(Collectors.joining(", ", "(", end));
  }
}
