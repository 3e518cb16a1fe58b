package dev.bulkhead.graphql;

import dev.bulkhead.graphql.Selection.Variable;
import dev.bulkhead.graphql.Selection.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks a value that stands in the text. */
final class LiteralCheck extends InputCheck {
  private final List<String> errors;

  LiteralCheck(List<String> errors) {
    this.errors = errors;
  }

  @Override
  String told(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      case List<?> list ->
          list.stream().map(this::told).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(field -> field.getKey() + ": " + told(field.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Word(String name) -> name;
      case Object plain -> plain.toString();
    };
  }

  @Override
  void wrong(@Nullable Object value, String place, String why) {
    errors.add(why);
  }

  @Override
  String noObject(String type, @Nullable Object value) {
    return "Expected value of type '" + type + "', found " + told(value) + ".";
  }

  @Override
  String noWord(String type, @Nullable Object value) {
    String hint =
        value instanceof String text && InputTypes.isWordOf(type, text)
            ? " Did you mean the enum value '" + text + "'?"
            : "";
    return "Enum '" + type + "' cannot represent non-enum value: " + told(value) + "." + hint;
  }

  @Override
  Optional<String> word(@Nullable Object value) {
    return value instanceof Word(String name) ? Optional.of(name) : Optional.empty();
  }

  /** A variable is checked as what it was declared to be. */
  @Override
  boolean isLeftOut(@Nullable Object value) {
    return value == null || value instanceof Variable;
  }
}
