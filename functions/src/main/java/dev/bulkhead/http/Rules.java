package dev.bulkhead.http;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.python.PythonText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** MLflow's rules for names and lengths, in its words. Lengths count characters, as Python does. */
public final class Rules {
  /** The longest key of a metric, param or tag. */
  public static final int MAX_KEY = 250;

  /** The longest name of an experiment. */
  public static final int MAX_EXPERIMENT_NAME = 500;

  private static final Pattern NAME =
      Pattern.compile("[/\\w.\\- :]*\\n?", Pattern.UNICODE_CHARACTER_CLASS);

  private Rules() {}

  /**
   * The name of a metric, param or tag.
   *
   * @param path where the name stands in the request; asked for only if the name is refused
   * @throws InvalidParameter if it has other characters than MLflow allows, or as a file's path
   *     would mean another
   */
  public static void checkName(Supplier<String> path, String name) {
    if (isPlain(name)) {
      return;
    }
    if (!NAME.matcher(name).matches()) {
      throw invalid(
          path.get(),
          name,
          "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.),"
              + " spaces ( ), colon(:) and slashes (/).");
    }
    String resolved = resolve(name);
    if (!resolved.equals(name)
        || name.equals(".")
        || name.startsWith("..")
        || name.startsWith("/")) {
      throw invalid(
          path.get(),
          name,
          "Names may be treated as files in certain cases, and must not resolve to other names when"
              + " treated as such. This name would resolve to "
              + PythonText.repr(resolved));
    }
  }

  /** Whether a name is like most: nothing in it could be refused, or resolve to another. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** Refuses a text of more characters than the limit. */
  public static void checkLength(String what, int limit, String text) {
    if (isLonger(text, limit)) {
      throw new InvalidParameter(
          "'" + what + "' exceeds the maximum length of " + limit + " characters");
    }
  }

  /** The text, cut to the limit. */
  public static String cut(String text, int limit) {
    return isLonger(text, limit) ? text.substring(0, text.offsetByCodePoints(0, limit)) : text;
  }

  /**
   * The most results that one page may have.
   *
   * @throws InvalidParameter if it is not from 1 to 50,000
   */
  public static int maxResults(long asked) {
    if (asked < 1) {
      throw maxResults(asked, "It must be a positive integer");
    }
    if (asked > 50_000) {
      throw maxResults(asked, "It must be at most 50000");
    }
    return (int) asked;
  }

  /** The failure for a value, with MLflow's explanation of what it should be. */
  public static InvalidParameter invalid(String path, Object value, String explanation) {
    return new InvalidParameter(
        "Invalid value %s for parameter '%s' supplied: %s"
            .formatted(PythonJson.json(value), path, explanation));
  }

  private static InvalidParameter maxResults(long asked, String explanation) {
    return new InvalidParameter(
        "Invalid value %d for parameter 'max_results' supplied. %s".formatted(asked, explanation));
  }

  private static boolean isLonger(String text, int limit) {
    return text.length() > limit && text.codePointCount(0, text.length()) > limit;
  }

  /** As Python's {@code posixpath.normpath} does. */
  private static String resolve(String name) {
    String root = name.startsWith("//") && !name.startsWith("///") ? "//" : "/";
    root = name.startsWith("/") ? root : "";
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : name.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".")) {
        continue;
      }
      if (!segment.equals("..")
          || "..".equals(segments.peekLast())
          || (segments.isEmpty() && root.isEmpty())) {
        segments.addLast(segment);
      } else {
        segments.pollLast();
      }
    }
    String path = root + String.join("/", segments);
    return path.isEmpty() ? "." : path;
  }
}
