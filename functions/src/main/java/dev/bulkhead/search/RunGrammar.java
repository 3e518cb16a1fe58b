package dev.bulkhead.search;

import dev.bulkhead.python.PythonText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How filters and orders of runs are written. */
final class RunGrammar extends Grammar {
  private static final Map<String, Entity> ENTITIES =
      Map.ofEntries(
          Map.entry("metric", Entity.METRIC),
          Map.entry("metrics", Entity.METRIC),
          Map.entry("parameter", Entity.PARAM),
          Map.entry("parameters", Entity.PARAM),
          Map.entry("param", Entity.PARAM),
          Map.entry("params", Entity.PARAM),
          Map.entry("tag", Entity.TAG),
          Map.entry("tags", Entity.TAG),
          Map.entry("attribute", Entity.ATTRIBUTE),
          Map.entry("attributes", Entity.ATTRIBUTE),
          Map.entry("attr", Entity.ATTRIBUTE),
          Map.entry("run", Entity.ATTRIBUTE),
          Map.entry("dataset", Entity.DATASET),
          Map.entry("datasets", Entity.DATASET));

  /** What attributes are called besides their names. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "created", RunFields.START_TIME,
          "Created", RunFields.START_TIME,
          "run name", RunFields.RUN_NAME,
          "Run name", RunFields.RUN_NAME,
          "Run Name", RunFields.RUN_NAME);

  private static final Set<String> NUMERIC =
      Set.of(RunFields.START_TIME, RunFields.END_TIME, "created", "Created");
  private static final Set<String> ORDERABLE = union(RunFields.ATTRIBUTES, NUMERIC);
  private static final Set<String> SEARCHABLE = union(ORDERABLE, ALIASES.keySet());
  private static final Set<String> DATASET_KEYS = Set.of("name", "digest", "context");
  private static final Set<String> TEXT_COMPARATORS =
      union(Set.of("!=", "=", "LIKE", "ILIKE"), PRESENCE_COMPARATORS);

  /** Made after the sets that it is made of. */
  static final RunGrammar INSTANCE = new RunGrammar();

  private RunGrammar() {
    super(new Attributes(SEARCHABLE, ORDERABLE, NUMERIC), RunFields.RUN_ID);
  }

  @Override
  void checkKey(Field field) {
    if (field.entity() == Entity.DATASET && !DATASET_KEYS.contains(field.key())) {
      throw Refusal.of(
          "Invalid dataset key '%s' specified. Valid keys are '%s'"
              .formatted(field.key(), PythonText.set(DATASET_KEYS)));
    }
  }

  @Override
  Entity entity(String word) {
    String name = Operands.trim(word, "`");
    if (!ENTITIES.containsKey(name)) {
      throw Refusal.of(
          ("Invalid entity type '%s'. Valid values are ['metric', 'parameter', 'tag', 'attribute',"
                  + " 'dataset']")
              .formatted(name));
    }
    return ENTITIES.getOrDefault(name, Entity.ATTRIBUTE);
  }

  /**
   * The field by its own name. MLflow translates the keys of metrics, params and tags too, so that
   * there a tag named {@code created} is never found; here it is.
   */
  static Field translated(Field field) {
    return field.entity() == Entity.ATTRIBUTE
        ? new Field(Entity.ATTRIBUTE, ALIASES.getOrDefault(field.key(), field.key()))
        : field;
  }

  @Override
  void checkPresence(Field field) {
    if (field.entity() != Entity.TAG && field.entity() != Entity.PARAM) {
      throw Refusal.of(
          "IS NULL / IS NOT NULL is only supported for tags and params, not for '%s' '%s'"
              .formatted(field.entity().word(), field.key()));
    }
  }

  @Override
  String invalidClauses(List<Piece> invalid) {
    return quotedList(invalid);
  }

  @Override
  Clause check(Condition condition) {
    String comparator = condition.comparator().toUpperCase(Locale.ROOT);
    Field field = translated(condition.field());
    boolean numeric = isNumeric(field);
    switch (field.entity()) {
      case METRIC -> allow(comparator, NUMERIC_COMPARATORS, NUMERIC_COMPARATORS, "");
      case PARAM -> allow(comparator, TEXT_COMPARATORS, TEXT_COMPARATORS, "'");
      case TAG -> allow(comparator, TEXT_COMPARATORS, TEXT_COMPARATORS, "");
      case DATASET -> allow(comparator, STRING_COMPARATORS, STRING_COMPARATORS, "");
      // For numbers MLflow's message names the comparators of texts, and lacks the last quote.
      case ATTRIBUTE ->
          allow(
              comparator,
              numeric ? NUMERIC_COMPARATORS : STRING_COMPARATORS,
              STRING_COMPARATORS,
              numeric ? "" : "'");
    }
    return condition.clause(field, comparator);
  }

  private static void allow(
      String comparator, Set<String> allowed, Set<String> told, String endQuote) {
    if (!allowed.contains(comparator)) {
      throw Refusal.of(
          "Invalid comparator '%s' not one of '%s%s"
              .formatted(comparator, PythonText.set(told), endQuote));
    }
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }
}
