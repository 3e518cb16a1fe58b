package dev.bulkhead.search;

import java.util.Set;

/** A clause as it was written, before anyone has judged whether its field may be compared so. */
record Condition(Field field, String comparator, Operand operand) {

  /** What stands on the right of the comparator. */
  sealed interface Operand {}

  /** One text or number. */
  record One(Value value) implements Operand {}

  /** A list in parentheses. */
  record Many(Set<String> texts) implements Operand {}

  /** Nothing, behind IS NULL and IS NOT NULL. */
  record None() implements Operand {}

  /** The clause of this comparator, which the grammar allows for this field. */
  Clause clause(Field read, String allowed) {
    return switch (allowed) {
      case "IS NULL" -> new Clause.Exists(read, false);
      case "IS NOT NULL" -> new Clause.Exists(read, true);
      default ->
          switch (operand) {
            case One(Value value) -> new Clause.Compare(read, operator(allowed), value);
            case Many(Set<String> texts) when allowed.endsWith("IN") ->
                new Clause.OneOf(read, allowed.equals("IN"), texts);
            case Many _, None _ ->
                throw Refusal.of("Expected a quoted string value for '%s'".formatted(read.key()));
          };
    };
  }

  private Operator operator(String allowed) {
    return Operator.of(allowed)
        .orElseThrow(() -> Refusal.of("Invalid comparator '%s'".formatted(comparator)));
  }
}
