package dev.bulkhead.search;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The conditions that must all hold; none at all hold of everything. */
record Filter(List<Clause> clauses) {
  Filter {
    clauses = List.copyOf(clauses);
  }

  boolean holds(Function<Field, List<Value>> values) {
    return clauses.stream().allMatch(clause -> clause.holds(values.apply(clause.field())));
  }

  boolean reads(Entity entity) {
    return clauses.stream().anyMatch(clause -> clause.field().entity() == entity);
  }

  /** As it can be read again. */
  @Override
  public String toString() {
    return clauses.stream().map(Clause::toString).collect(Collectors.joining(" AND "));
  }
}
