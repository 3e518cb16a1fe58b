package dev.bulkhead.search;

import dev.bulkhead.python.PythonText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How filters and orders of experiments are written. */
final class ExperimentGrammar extends Grammar {
  private static final List<String> ENTITIES = List.of("attribute", "tag", "tags");
  private static final Set<String> NUMERIC =
      Set.of(ExperimentFields.CREATION_TIME, ExperimentFields.LAST_UPDATE_TIME);
  private static final Set<String> TEXT_COMPARATORS = Set.of("=", "!=", "LIKE", "ILIKE");
  private static final Set<String> ID_COMPARATORS = Set.of("=", "!=", "IN", "NOT IN");

  /** Made after the sets that it is made of. */
  static final ExperimentGrammar INSTANCE = new ExperimentGrammar();

  private ExperimentGrammar() {
    super(
        new Attributes(ExperimentFields.ATTRIBUTES, ExperimentFields.ATTRIBUTES, NUMERIC),
        ExperimentFields.EXPERIMENT_ID);
  }

  @Override
  Entity entity(String word) {
    if (!ENTITIES.contains(word)) {
      throw Refusal.of(
          "Invalid entity type '%s'. Valid entity types are %s"
              .formatted(word, PythonText.tuple(ENTITIES)));
    }
    return word.equals("attribute") ? Entity.ATTRIBUTE : Entity.TAG;
  }

  /** Tags have any. */
  @Override
  void checkKey(Field field) {}

  @Override
  void checkPresence(Field field) {
    if (field.entity() != Entity.TAG) {
      throw Refusal.of(
          "IS NULL / IS NOT NULL is only supported for tags, not for attribute '%s'"
              .formatted(field.key()));
    }
  }

  @Override
  String invalidClauses(List<Piece> invalid) {
    return invalid.stream().map(Piece::text).collect(Collectors.joining(", "));
  }

  /** Unlike with runs, comparators count only in capitals. */
  @Override
  Clause check(Condition condition) {
    Field field = condition.field();
    String comparator = condition.comparator();
    if (field.entity() == Entity.TAG) {
      allow(
          TEXT_COMPARATORS.contains(comparator) || PRESENCE_COMPARATORS.contains(comparator),
          "Invalid comparator for tag: " + comparator);
      return condition.clause(field, comparator);
    }
    if (field.key().equals(ExperimentFields.EXPERIMENT_ID)) {
      allow(
          ID_COMPARATORS.contains(comparator),
          "Invalid comparator for experiment_id: " + comparator);
      return withIds(condition).clause(field, comparator);
    }
    return isNumeric(field) ? numeric(condition) : text(condition);
  }

  private static Clause text(Condition condition) {
    String comparator = condition.comparator();
    allow(STRING_COMPARATORS.contains(comparator), notOneOf(comparator) + "'");
    allow(
        TEXT_COMPARATORS.contains(comparator),
        "Invalid comparator for string attribute: " + comparator);
    return condition.clause(condition.field(), comparator);
  }

  private static Clause numeric(Condition condition) {
    allow(NUMERIC_COMPARATORS.contains(condition.comparator()), notOneOf(condition.comparator()));
    if (condition.operand() instanceof Condition.One(Value.Real(double number))) {
      throw Refusal.of(
          "Invalid value for numeric attribute '%s': '%s'"
              .formatted(condition.field().key(), PythonText.of(number)));
    }
    return condition.clause(condition.field(), condition.comparator());
  }

  /** Ids are compared as the integers that they are. */
  private static Condition withIds(Condition condition) {
    Condition.Operand ids =
        switch (condition.operand()) {
          case Condition.One(Value.Text(String text)) ->
              new Condition.One(new Value.Text(id(text)));
          case Condition.Many(Set<String> texts) ->
              new Condition.Many(
                  texts.stream().map(ExperimentGrammar::id).collect(Collectors.toSet()));
          case Condition.One one -> one;
          case Condition.None none -> none;
        };
    return new Condition(condition.field(), condition.comparator(), ids);
  }

  private static String id(String text) {
    return PythonNumber.integer(text)
        .map(Value::toString)
        .orElseThrow(
            () ->
                Refusal.of(
                    "Invalid experiment ID '%s'. Experiment ID must be a valid integer."
                        .formatted(text)));
  }

  private static String notOneOf(String comparator) {
    return "Invalid comparator '%s' not one of '%s"
        .formatted(comparator, PythonText.set(STRING_COMPARATORS));
  }

  private static void allow(boolean allowed, String refusal) {
    if (!allowed) {
      throw Refusal.of(refusal);
    }
  }
}
