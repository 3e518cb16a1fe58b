package dev.bulkhead.walls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * Keys that begin otherwise than they should, in whatever a store asks; its answers are turned
 * back, so that the store takes them for its own.
 */
record Rewrite(List<Prefix> prefixes) {
  private static final String NO_KEY = "-";

  /** What holds a key in an answer, and how such keys begin. */
  private static final Map<String, String> KEYS =
      Map.of("pk", "T", "Key", "tenants/", "Prefix", "tenants/");

  /** What a key should begin with, and what it does. */
  record Prefix(String right, String wrong) {}

  static Rewrite of(Prefix... prefixes) {
    return new Rewrite(List.of(prefixes));
  }

  /** The key that the fault makes of one. */
  Optional<String> wrong(String key) {
    return prefixes.stream()
        .filter(prefix -> key.startsWith(prefix.right()))
        .map(prefix -> prefix.wrong() + key.substring(prefix.right().length()))
        .findFirst();
  }

  private Optional<String> right(String name, String key) {
    return prefixes.stream()
        .filter(prefix -> prefix.right().startsWith(KEYS.getOrDefault(name, NO_KEY)))
        .filter(prefix -> key.startsWith(prefix.wrong()) && wrong(key).isEmpty())
        .map(prefix -> prefix.right() + key.substring(prefix.wrong().length()))
        .findFirst();
  }

  /** A request as the wrong code would send it. */
  <T> T asked(T request) {
    return rewritten(request, (_, text) -> wrong(text).orElse(text));
  }

  /** An answer as the wrong code would read it. */
  <T> T answered(T response) {
    return rewritten(response, (name, text) -> right(name, text).orElse(text));
  }

  private interface Change {
    String apply(String name, String text);
  }

  @SuppressWarnings("unchecked") // what is made of a builder of T is a T
  private static <T> T rewritten(T whole, Change change) {
    return whole instanceof SdkPojo pojo ? (T) pojo(pojo, Optional.empty(), change) : whole;
  }

  private static Object pojo(SdkPojo pojo, Optional<String> name, Change change) {
    if (!(pojo instanceof ToCopyableBuilder<?, ?> copyable)) {
      return pojo;
    }
    var builder = copyable.toBuilder();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (value != null
          && !(value instanceof SdkAutoConstructMap)
          && !(value instanceof SdkAutoConstructList)) {
        field.set(builder, value(value, name.orElse(field.memberName()), change));
      }
    }
    return builder.build();
  }

  private static Object value(Object value, String name, Change change) {
    return switch (value) {
      case String text -> change.apply(name, text);
      case List<?> list -> list.stream().map(each -> value(each, name, change)).toList();
      case Map<?, ?> map ->
          map.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      entry -> value(entry.getValue(), String.valueOf(entry.getKey()), change)));
      case AttributeValue attribute -> pojo(attribute, Optional.of(name), change);
      case SdkPojo pojo -> pojo(pojo, Optional.empty(), change);
      default -> value;
    };
  }
}
