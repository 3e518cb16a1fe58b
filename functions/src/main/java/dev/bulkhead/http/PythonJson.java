package dev.bulkhead.http;

import dev.bulkhead.python.PythonText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON values as MLflow's server, written in Python, puts them into its messages. */
public final class PythonJson {
  private PythonJson() {}

  /** As {@code json.dumps} writes it by itself: ASCII, spaces after separators. */
  public static String spacedJson(@Nullable Object value) {
    return switch (value) {
      case List<?> list ->
          list.stream().map(PythonJson::spacedJson).collect(Collectors.joining(", ", "[", "]"));
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
      case Double number -> PythonText.of(number);
      case List<?> list ->
          list.stream().map(PythonJson::json).collect(Collectors.joining(",", "[", "]"));
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
