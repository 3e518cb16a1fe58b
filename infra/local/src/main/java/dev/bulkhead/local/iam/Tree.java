package dev.bulkhead.local.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the maps, lists and scalars that a JSON or YAML parser leaves, and refuses all else. */
final class Tree {
  private Tree() {}

  static Map<String, Object> map(String name, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new InvalidPolicy(name + " must be an object");
    }
    Map<String, Object> result = new LinkedHashMap<>();
    map.forEach(
        (key, entry) -> {
          if (!(key instanceof String text) || entry == null) {
            throw new InvalidPolicy(name + " has a key that is no string, or a null: " + key);
          }
          result.put(text, entry);
        });
    return result;
  }

  /** A list, or the one value that may stand for a list of one. */
  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
  }

  static List<String> strings(String name, @Nullable Object value) {
    return list(value).stream().map(v -> string(name, v)).toList();
  }

  static String string(String name, @Nullable Object value) {
    if (!(value instanceof String text)) {
      throw new InvalidPolicy(name + " must be a string, not " + value);
    }
    return text;
  }

  /** Condition values, of which numbers and booleans may stand without quotation marks. */
  static List<String> scalars(String name, @Nullable Object value) {
    return list(value).stream()
        .map(v -> v instanceof Boolean || v instanceof Number ? v.toString() : string(name, v))
        .toList();
  }
}
