package dev.bulkhead.graphql;

import dev.bulkhead.python.PythonText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the value that a variable was given, against the type that it was declared to have. */
final class VariableCheck extends InputCheck {
  private final String name;
  private final List<String> errors;

  private VariableCheck(String name, List<String> errors) {
    this.name = name;
    this.errors = errors;
  }

  /** Notes what is wrong with the values of an operation's variables. */
  static void check(
      Map<String, String> declared, Map<String, @Nullable Object> values, List<String> errors) {
    declared.forEach(
        (name, type) -> {
          boolean required = type.endsWith("!");
          if (!InputTypes.exists(InputTypes.base(type))) {
            errors.add("Unknown type '" + InputTypes.base(type) + "'.");
          } else if (required && !values.containsKey(name)) {
            errors.add(
                "Variable '$%s' of required type '%s' was not provided.".formatted(name, type));
          } else if (required && values.get(name) == null) {
            errors.add(
                "Variable '$%s' of non-null type '%s' must not be null.".formatted(name, type));
          } else {
            new VariableCheck(name, errors).check(type, values.get(name), "");
          }
        });
  }

  @Override
  String told(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case String text -> PythonText.repr(text);
      case Boolean truth -> truth ? "True" : "False";
      case Double number -> PythonText.of(number);
      case List<?> list ->
          list.stream().map(this::told).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(field -> told(field.getKey()) + ": " + told(field.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Object plain -> plain.toString();
    };
  }

  @Override
  void wrong(@Nullable Object value, String place, String why) {
    String at = place.isEmpty() ? "" : " at '" + name + place + "'";
    errors.add("Variable '$%s' got invalid value %s%s; %s".formatted(name, told(value), at, why));
  }

  @Override
  String noObject(String type, @Nullable Object value) {
    return "Expected type '" + type + "' to be a mapping.";
  }

  @Override
  String noWord(String type, @Nullable Object value) {
    return "Enum '" + type + "' cannot represent non-string value: " + told(value) + ".";
  }

  @Override
  Optional<String> word(@Nullable Object value) {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
