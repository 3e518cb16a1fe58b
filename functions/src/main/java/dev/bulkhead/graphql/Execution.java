package dev.bulkhead.graphql;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.TrackingException;
import dev.bulkhead.graphql.Document.OperationDefinition;
import dev.bulkhead.graphql.Selection.Field;
import dev.bulkhead.graphql.Selection.Variable;
import dev.bulkhead.graphql.Selection.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One execution of an operation: each root field is resolved, and what was selected is told. */
public final class Execution {
  private final Document document;
  private final OperationDefinition operation;
  private final Map<String, @Nullable Object> variables;
  private final Resolver resolver;
  private final List<String> errors = new ArrayList<>();

  private Execution(
      Document document,
      OperationDefinition operation,
      Map<String, @Nullable Object> variables,
      Resolver resolver) {
    this.document = document;
    this.operation = operation;
    this.variables = variables;
    this.resolver = resolver;
  }

  /** Gives a root field its value. */
  @FunctionalInterface
  public interface Resolver {
    /** The field's value, as MLflow's JSON has it. */
    @Nullable Map<?, ?> resolve(String field, Map<String, @Nullable Object> arguments);
  }

  /**
   * What an execution gives.
   *
   * @param data null if the operation was not executed
   */
  public record Result(@Nullable Map<String, @Nullable Object> data, List<String> errors) {}

  /**
   * Executes an operation of a text.
   *
   * @throws InvalidParameter if the text is not GraphQL
   */
  public static Result run(
      String text,
      Optional<String> operationName,
      Map<String, @Nullable Object> variables,
      Resolver resolver) {
    Document document = Parser.parse(text);
    try {
      Limits.check(document);
      var operation = document.operation(operationName);
      Map<String, @Nullable Object> all = new LinkedHashMap<>(operation.defaults());
      all.putAll(variables);
      var execution = new Execution(document, operation, all, resolver);
      String root = operation.type().equals("query") ? "Query" : "Mutation";
      execution.validateDirectives();
      execution.validate(root, operation.selections());
      if (execution.errors.isEmpty()) {
        VariableCheck.check(operation.variables(), all, execution.errors);
      }
      return execution.errors.isEmpty()
          ? new Result(execution.root(root, operation.selections()), execution.errors)
          : new Result(null, execution.errors);
    } catch (InvalidParameter e) {
      return new Result(null, List.of(String.valueOf(e.getMessage())));
    }
  }

  /** The name of a field in MLflow's JSON. */
  public static String jsonName(String field) {
    return Schema.jsonName(field);
  }

  /** Notes directives that there are not. MLflow's schema has one, for operations. */
  private void validateDirectives() {
    for (String directive : document.directives()) {
      if (!directive.equals("component")) {
        errors.add("Unknown directive '@" + directive + "'.");
      }
    }
  }

  /** Notes fields that their type does not have, and wrong arguments, in GraphQL's words. */
  private void validate(String type, List<Selection> selections) {
    for (Field field : document.fields(selections)) {
      validateArguments(type, field);
      Schema.Type found = Schema.field(type, field.name());
      if (found == null) {
        errors.add("Cannot query field '" + field.name() + "' on type '" + type + "'.");
      } else if (found.isObject() && field.selections().isEmpty()) {
        errors.add(
            "Field '%s' of type '%s' must have a selection of subfields. Did you mean '%s { ... }'?"
                .formatted(field.name(), found.name(), field.name()));
      } else if (found.isObject()) {
        validate(found.name(), field.selections());
      }
    }
  }

  private void validateArguments(String type, Field field) {
    Map<String, String> known = InputTypes.arguments(type, field.name());
    field
        .arguments()
        .forEach(
            (name, value) -> {
              String expected = known.get(name);
              if (expected == null) {
                errors.add(
                    "Unknown argument '%s' on field '%s.%s'.".formatted(name, type, field.name()));
              } else {
                new LiteralCheck(errors).check(expected, value, "");
              }
              validateVariables(value);
            });
  }

  private void validateVariables(@Nullable Object value) {
    switch (value) {
      case Variable(String name) when !operation.variables().containsKey(name) ->
          errors.add(
              operation.name().isEmpty()
                  ? "Variable '$" + name + "' is not defined."
                  : "Variable '$%s' is not defined by operation '%s'."
                      .formatted(name, operation.name()));
      case Map<?, ?> map -> map.values().forEach(this::validateVariables);
      case List<?> list -> list.forEach(this::validateVariables);
      case null, default -> {}
    }
  }

  private Map<String, @Nullable Object> root(String type, List<Selection> selections) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    for (Field field : document.fields(selections)) {
      data.put(field.key(), field.name().equals("__typename") ? type : resolved(type, field));
    }
    return data;
  }

  private @Nullable Object resolved(String type, Field field) {
    try {
      Schema.Type found = Schema.field(type, field.name());
      Object value = resolver.resolve(field.name(), arguments(field.arguments()));
      return found == null || value == null ? null : told(found, value, field);
    } catch (TrackingException e) {
      errors.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable Object told(Schema.Type type, @Nullable Object value, Field field) {
    if (type.list()) {
      List<@Nullable Object> items = new ArrayList<>();
      if (value instanceof List<?> list) {
        list.forEach(item -> items.add(one(type, item, field)));
      }
      return items;
    }
    return one(type, value, field);
  }

  private @Nullable Object one(Schema.Type type, @Nullable Object value, Field field) {
    if (type.isObject()) {
      Map<?, ?> object = value instanceof Map<?, ?> map ? map : Map.of();
      boolean isNone = type.name().equals("ApiError") && object.isEmpty();
      return isNone ? null : object(type.name(), object, field.selections());
    }
    if (value == null) {
      return type.absent();
    }
    return switch (type.name()) {
      case "LongString" -> String.valueOf(value);
      // GraphQL has no NaN.
      case "Float" -> value instanceof String ? null : value;
      default -> value;
    };
  }

  private Map<String, @Nullable Object> object(
      String type, Map<?, ?> value, List<Selection> selections) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (Field field : document.fields(selections)) {
      Schema.Type found = Schema.field(type, field.name());
      if (found != null) {
        Object given =
            field.name().equals("__typename") ? type : value.get(Schema.jsonName(field.name()));
        object.put(field.key(), told(found, given, field));
      }
    }
    return object;
  }

  private Map<String, @Nullable Object> arguments(Map<?, ?> given) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    given.forEach((name, value) -> arguments.put(String.valueOf(name), argument(value)));
    return arguments;
  }

  private @Nullable Object argument(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Variable variable -> variables.get(variable.name());
      case Word word -> word.name();
      case Map<?, ?> map -> arguments(map);
      case List<?> list -> list.stream().map(this::argument).toList();
      case Object plain -> plain;
    };
  }
}
