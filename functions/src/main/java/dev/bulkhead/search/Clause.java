package dev.bulkhead.search;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One of the conditions that a filter joins by AND. */
sealed interface Clause {
  Field field();

  /**
   * Whether the condition holds of what the field has: one value as a rule, several for datasets
   * and for metrics of models, none if it is missing. One value that fits is enough, and a missing
   * one fits no comparison, not even {@code !=}.
   */
  default boolean holds(List<Value> values) {
    return values.isEmpty() ? holdsOfNone() : values.stream().anyMatch(this::holdsOf);
  }

  /** Whether it holds of what has this one value. */
  boolean holdsOf(Value value);

  /** Whether it holds of what has none. */
  boolean holdsOfNone();

  /** {@code metrics.accuracy > 0.9} */
  record Compare(Field field, Operator operator, Value value) implements Clause {
    @Override
    public boolean holdsOf(Value other) {
      return operator.holds(other, value);
    }

    @Override
    public boolean holdsOfNone() {
      return false;
    }

    @Override
    public String toString() {
      return field + " " + operator + " " + value;
    }
  }

  /** {@code run_id IN ('a', 'b')}, or NOT IN. */
  record OneOf(Field field, boolean listed, Set<String> texts) implements Clause {
    public OneOf {
      texts = Set.copyOf(texts);
    }

    @Override
    public boolean holdsOf(Value value) {
      return value instanceof Value.Text(String text) && texts.contains(text) == listed;
    }

    @Override
    public boolean holdsOfNone() {
      return false;
    }

    @Override
    public String toString() {
      return texts.stream()
          .sorted()
          .map(text -> new Value.Text(text).toString())
          .collect(Collectors.joining(", ", field + (listed ? " IN (" : " NOT IN ("), ")"));
    }
  }

  /** {@code tags.owner IS NULL}, or IS NOT NULL. */
  record Exists(Field field, boolean there) implements Clause {
    @Override
    public boolean holdsOf(Value value) {
      return there;
    }

    @Override
    public boolean holdsOfNone() {
      return !there;
    }

    @Override
    public String toString() {
      return field + (there ? " IS NOT NULL" : " IS NULL");
    }
  }
}
