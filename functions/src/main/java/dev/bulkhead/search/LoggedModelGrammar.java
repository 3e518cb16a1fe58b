package dev.bulkhead.search;

import dev.bulkhead.python.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How filters of logged models are written. It is a looser language than that of runs: a comparison
 * is any three things, a text needs no quotes, and only single quotes are taken off.
 */
final class LoggedModelGrammar {
  private static final Map<String, Entity> ENTITIES =
      Map.of(
          "attributes", Entity.ATTRIBUTE,
          "metrics", Entity.METRIC,
          "params", Entity.PARAM,
          "tags", Entity.TAG);
  private static final Pattern IDENTIFIER = Pattern.compile("([a-z]+)\\.([^\\n]+)\\n?");
  private static final List<String> NUMERIC_OPERATORS = List.of("<", "<=", ">", ">=", "=", "!=");
  private static final List<String> TEXT_OPERATORS =
      List.of("=", "!=", "LIKE", "ILIKE", "IN", "NOT IN");

  private LoggedModelGrammar() {}

  static Filter filter(@Nullable String filter) {
    if (filter == null || filter.isEmpty()) {
      return new Filter(List.of());
    }
    List<Statement> statements =
        Statement.read(filter)
            .orElseThrow(() -> invalidFilter(filter, "It is too long or too deep."));
    if (statements.size() != 1) {
      throw invalidFilter(filter, "Expected a single SQL expression.");
    }
    List<Condition> conditions = new ArrayList<>();
    for (Piece piece : Comparisons.join(statements.getFirst().pieces())) {
      if (piece.kind() == Kind.COMPARISON) {
        conditions.add(condition(piece));
      } else if (!piece.text().strip().equalsIgnoreCase("AND")) {
        throw invalidFilter(
            filter,
            "Expected a list of comparisons separated by 'AND' (e.g. 'metrics.loss > 0.1 AND"
                + " params.lr = 0.01').");
      }
    }
    return new Filter(
        conditions.stream().map(it -> it.clause(known(it.field()), it.comparator())).toList());
  }

  private static Condition condition(Piece comparison) {
    List<Piece> parts = comparison.parts();
    if (parts.size() != 3) {
      throw Refusal.of(
          "Invalid comparison: %s. Expected a comparison with 3 tokens."
              .formatted(comparison.text()));
    }
    Field field = field(parts.getFirst().text());
    String operator = parts.get(1).text().toUpperCase(Locale.ROOT);
    boolean numeric = isNumeric(field);
    List<String> operators = numeric ? NUMERIC_OPERATORS : TEXT_OPERATORS;
    if (!operators.contains(operator)) {
      throw Refusal.of(
          "Invalid comparison operator for %s: %s. Expected one of %s."
              .formatted(plural(field), PythonText.repr(operator), PythonText.tuple(operators)));
    }
    String value = parts.getLast().text();
    Condition.Operand operand = numeric ? number(field, value) : texts(field, value);
    return new Condition(field, operator, operand);
  }

  private static Field field(String identifier) {
    Matcher qualified = IDENTIFIER.matcher(identifier);
    if (!qualified.matches()) {
      return new Field(
          Entity.ATTRIBUTE, LoggedModelFields.translated(withoutBackticks(identifier)));
    }
    String entity = qualified.group(1);
    if (!ENTITIES.containsKey(entity)) {
      throw Refusal.of(
          "Invalid entity type: %s. Expected one of ['attributes', 'metrics', 'params', 'tags']."
              .formatted(PythonText.repr(entity)));
    }
    return new Field(
        ENTITIES.getOrDefault(entity, Entity.ATTRIBUTE), withoutBackticks(qualified.group(2)));
  }

  /** The field by its own name; MLflow answers 500 for an attribute that it does not know. */
  private static Field known(Field field) {
    if (field.entity() != Entity.ATTRIBUTE) {
      return field;
    }
    String key = LoggedModelFields.translated(field.key());
    if (!LoggedModelFields.ATTRIBUTES.contains(key)) {
      throw Refusal.of(
          "Invalid attribute key '%s' specified. Valid keys are '%s'"
              .formatted(field.key(), PythonText.set(LoggedModelFields.ATTRIBUTES)));
    }
    return new Field(Entity.ATTRIBUTE, key);
  }

  private static boolean isNumeric(Field field) {
    return field.entity() == Entity.METRIC
        || (field.entity() == Entity.ATTRIBUTE
            && LoggedModelFields.TIMES.contains(LoggedModelFields.translated(field.key())));
  }

  private static Condition.Operand number(Field field, String value) {
    return PythonNumber.real(value)
        .map(Condition.One::new)
        .orElseThrow(
            () ->
                Refusal.of(
                    "Expected numeric value type for %s. Found %s"
                        .formatted(plural(field), value)));
  }

  private static Condition.Operand texts(Field field, String value) {
    if (!value.startsWith("(") || !value.endsWith(")")) {
      return new Condition.One(
          new Value.Text(LoggedModelFields.literal(field, stripped(value, '\''))));
    }
    Set<String> texts =
        PythonTuple.read(value)
            .orElseThrow(
                () ->
                    Refusal.of(
                        "While parsing a list in the query, expected a list of string values, but"
                            + " got ill-formed list."))
            .stream()
            .map(it -> it instanceof PythonTuple.Text(String text) ? text : it.toString())
            .map(text -> LoggedModelFields.literal(field, text))
            .collect(Collectors.toSet());
    return new Condition.Many(texts);
  }

  private static String plural(Field field) {
    return field.entity() == Entity.ATTRIBUTE
        ? "attributes." + field.key()
        : (field.entity() == Entity.PARAM ? "params." : field.entity().word() + "s.") + field.key();
  }

  private static String withoutBackticks(String key) {
    return stripped(key, '`');
  }

  private static String stripped(String text, char quote) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == quote) {
      start++;
    }
    while (end > start && text.charAt(end - 1) == quote) {
      end--;
    }
    return text.substring(start, end);
  }

  private static RuntimeException invalidFilter(String filter, String why) {
    return Refusal.of("Invalid filter string: %s. %s".formatted(PythonText.repr(filter), why));
  }
}
