package dev.bulkhead.graphql;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.graphql.Selection.Field;
import dev.bulkhead.graphql.Selection.Inline;
import dev.bulkhead.graphql.Selection.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A text of GraphQL, parsed: operations, fragments by name, and the names of all directives. */
record Document(
    List<OperationDefinition> operations,
    Map<String, List<Selection>> fragments,
    List<String> directives) {

  /**
   * A query or mutation; an empty name is none.
   *
   * @param variables the type that each is declared to have, in the order of their declarations
   * @param defaults of variables that are not given
   */
  record OperationDefinition(
      String type,
      String name,
      Map<String, String> variables,
      Map<String, @Nullable Object> defaults,
      List<Selection> selections) {}

  /**
   * The operation to execute.
   *
   * @throws InvalidParameter in GraphQL's words, if there is not exactly one of that name
   */
  OperationDefinition operation(Optional<String> name) {
    List<OperationDefinition> named =
        operations.stream()
            .filter(operation -> name.isEmpty() || operation.name().equals(name.get()))
            .toList();
    if (named.isEmpty() && name.isPresent()) {
      throw new InvalidParameter("Unknown operation named '" + name.get() + "'.");
    }
    if (named.size() != 1) {
      throw new InvalidParameter(
          "Must provide operation name if query contains multiple operations.");
    }
    return named.getFirst();
  }

  /** All fields of selections at one level, those of fragments included, each fragment once. */
  List<Field> fields(List<Selection> selections) {
    List<Field> fields = new ArrayList<>();
    collect(selections, fields, new TreeSet<>());
    return fields;
  }

  private void collect(List<Selection> selections, List<Field> fields, Set<String> seen) {
    for (Selection selection : selections) {
      switch (selection) {
        case Field field -> fields.add(field);
        case Inline inline -> collect(inline.selections(), fields, seen);
        case Spread spread -> {
          if (seen.add(spread.fragment())) {
            collect(fragments.getOrDefault(spread.fragment(), List.of()), fields, seen);
          }
        }
      }
    }
  }
}
