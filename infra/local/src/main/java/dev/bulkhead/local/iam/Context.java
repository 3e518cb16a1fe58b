package dev.bulkhead.local.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The condition keys of one request, found by name without regard to case, as AWS finds them. */
final class Context {
  static final Context EMPTY = new Context(Map.of());

  private final Map<String, List<String>> values = new HashMap<>();

  Context(Map<String, List<String>> values) {
    values.forEach((key, list) -> this.values.put(fold(key), List.copyOf(list)));
  }

  /** The values of a key; none if AWS does not send it, or sends it without a value. */
  List<String> values(String key) {
    return values.getOrDefault(fold(key), List.of());
  }

  /**
   * A key that can have one value only but came with several, such as a query parameter given
   * twice: no documented rule says how to compare it.
   */
  boolean isAmbiguous() {
    return values.entrySet().stream()
        .anyMatch(e -> e.getValue().size() > 1 && !ConditionKeys.isMultivalued(e.getKey()));
  }

  static String fold(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}
