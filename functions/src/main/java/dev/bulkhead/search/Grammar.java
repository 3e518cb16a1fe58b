package dev.bulkhead.search;

import dev.bulkhead.python.PythonText;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the filters and orders of runs and of experiments are read. Every message is MLflow's, and
 * comes at the place where MLflow gives it: what is wrong with the text of any clause is told
 * before what is wrong with a comparator.
 */
abstract sealed class Grammar permits RunGrammar, ExperimentGrammar {
  static final Set<String> NUMERIC_COMPARATORS = Set.of(">", ">=", "!=", "=", "<", "<=");
  static final Set<String> STRING_COMPARATORS = Set.of("!=", "=", "LIKE", "ILIKE", "IN", "NOT IN");
  static final Set<String> PRESENCE_COMPARATORS = Set.of("IS NULL", "IS NOT NULL");

  private static final int MAX_ORDERS = 64;
  private static final String TIMESTAMP = "timestamp";

  private final Attributes attributes;
  private final Operands operands;

  Grammar(Attributes attributes, String ids) {
    this.attributes = attributes;
    this.operands = new Operands(Set.of(ids));
  }

  /** Names of attributes: those that a filter may use, an order, and those that are numbers. */
  record Attributes(Set<String> searchable, Set<String> orderable, Set<String> numeric) {}

  /** The kind of thing that a word before a dot means. */
  abstract Entity entity(String word);

  /** Refuses keys that an entity other than attributes cannot have. */
  abstract void checkKey(Field field);

  /** Refuses IS NULL for what is always there. */
  abstract void checkPresence(Field field);

  abstract String invalidClauses(List<Piece> invalid);

  /** Refuses a comparator that does not suit the field. */
  abstract Clause check(Condition condition);

  final Filter filter(List<Condition> conditions) {
    return new Filter(conditions.stream().map(this::check).toList());
  }

  final List<Condition> conditions(@Nullable String filter) {
    if (filter == null || filter.isEmpty()) {
      return List.of();
    }
    List<Statement> statements =
        Statement.read(filter)
            .orElseThrow(() -> Refusal.of("Error on parsing filter '%s'".formatted(filter)));
    if (statements.isEmpty()) {
      throw Refusal.of("Invalid filter '%s'. Could not be parsed.".formatted(filter));
    }
    if (statements.size() > 1) {
      throw Refusal.of(
          "Search filter contained multiple expression %s. Provide AND-ed expression list."
              .formatted(PythonText.repr(filter)));
    }
    return conditions(Comparisons.join(statements.getFirst().pieces()));
  }

  private List<Condition> conditions(List<Piece> pieces) {
    List<Piece> invalid =
        pieces.stream().filter(it -> it.kind() != Kind.COMPARISON && !it.isKeyword("AND")).toList();
    if (!invalid.isEmpty()) {
      throw Refusal.of("Invalid clause(s) in filter string: " + invalidClauses(invalid));
    }
    return pieces.stream()
        .filter(it -> it.kind() == Kind.COMPARISON)
        .map(it -> condition(it.parts()))
        .toList();
  }

  private Condition condition(List<Piece> parts) {
    if (parts.size() == 2) {
      Field field = field(parts.getFirst().text(), attributes.searchable());
      checkPresence(field);
      return new Condition(field, parts.getLast().text(), new Condition.None());
    }
    if (parts.size() != 3) {
      throw Refusal.of(
          "Invalid comparison clause. Expected 3 tokens found %d".formatted(parts.size()));
    }
    if (parts.getFirst().kind() != Kind.IDENTIFIER) {
      throw Refusal.of(
          "Invalid comparison clause. Expected 'Identifier' found '%s'"
              .formatted(parts.getFirst().text()));
    }
    Field field = field(parts.getFirst().text(), attributes.searchable());
    return new Condition(
        field, parts.get(1).text(), operands.read(field, isNumeric(field), parts.getLast()));
  }

  /** What the identifier names, if it is one of these attributes or no attribute. */
  private Field field(String identifier, Set<String> known) {
    int dot = identifier.indexOf('.');
    Entity entity = dot < 0 ? Entity.ATTRIBUTE : entity(identifier.substring(0, dot));
    var field = new Field(entity, unquoted(identifier.substring(dot + 1)));
    if (entity == Entity.ATTRIBUTE && !known.contains(field.key())) {
      throw Refusal.of(
          "Invalid attribute key '%s' specified. Valid keys are '%s'"
              .formatted(field.key(), PythonText.set(known)));
    }
    checkKey(field);
    return field;
  }

  final boolean isNumeric(Field field) {
    return field.entity() == Entity.ATTRIBUTE && attributes.numeric().contains(field.key());
  }

  /** Refuses more fields to sort by than MLflow's database can join. */
  static void checkOrders(int count) {
    if (count > MAX_ORDERS) {
      throw Refusal.of(
          "`order_by` has %d fields, at most %d are supported".formatted(count, MAX_ORDERS));
    }
  }

  final OrderField order(String orderBy) {
    String text = orderText(orderBy);
    List<String> words =
        ShellWords.split(text.replace('`', '"'))
            .filter(it -> it.size() <= 2)
            .orElseThrow(() -> unreadable(orderBy));
    if (words.size() < 2) {
      return new OrderField(field(text.strip(), attributes.orderable()), true);
    }
    String direction = words.getLast().toLowerCase(Locale.ROOT);
    if (!direction.equals("asc") && !direction.equals("desc")) {
      throw Refusal.of("Invalid ordering key in order_by clause '%s'.".formatted(orderBy));
    }
    return new OrderField(
        field(words.getFirst().strip(), attributes.orderable()), direction.equals("asc"));
  }

  /** One identifier and, as the parser has it, its direction are all that there may be. */
  private static String orderText(String orderBy) {
    List<Statement> statements =
        Statement.read(orderBy)
            .orElseThrow(
                () -> Refusal.of("Error on parsing order_by clause '%s'".formatted(orderBy)));
    if (statements.size() != 1) {
      throw unreadable(orderBy);
    }
    List<Piece> pieces = statements.getFirst().pieces();
    Piece first = pieces.getFirst();
    boolean timestamp = first.kind() == Kind.BUILTIN && first.text().equals(TIMESTAMP);
    if (pieces.size() == 1 && (timestamp || first.kind() == Kind.IDENTIFIER)) {
      return first.text();
    }
    boolean directed =
        pieces.getLast().kind() == Kind.ORDER
            && pieces.stream().skip(1).filter(it -> !it.isBlank()).count() == 1;
    if (timestamp && directed) {
      return TIMESTAMP + " " + pieces.getLast().text();
    }
    throw unreadable(orderBy);
  }

  private static RuntimeException unreadable(String orderBy) {
    return Refusal.of("Invalid order_by clause '%s'. Could not be parsed.".formatted(orderBy));
  }

  /** The key without the quotes around it. */
  private static String unquoted(String key) {
    return Operands.trim(Operands.trim(key, "'", "\""), "`");
  }

  static String quotedList(List<Piece> pieces) {
    return pieces.stream().map(it -> "'" + it.text() + "'").collect(Collectors.joining(", "));
  }
}
