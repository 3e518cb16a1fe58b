package dev.bulkhead.graphql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands between the braces of a query. */
sealed interface Selection {

  /** A field, under its own name or another. */
  record Field(
      String name,
      String alias,
      Map<String, @Nullable Object> arguments,
      List<Selection> selections)
      implements Selection {
    /** What the answer calls it. */
    String key() {
      return alias.isEmpty() ? name : alias;
    }
  }

  /** The fields of a fragment that is defined elsewhere. */
  record Spread(String fragment) implements Selection {}

  /** Fields that stand together. */
  record Inline(List<Selection> selections) implements Selection {}

  /** A variable where a value stands. */
  record Variable(String name) {}

  /** A bare word where a value stands: an enum's value. */
  record Word(String name) {}
}
