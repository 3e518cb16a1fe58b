package dev.bulkhead.graphql;

import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.graphql.Selection.Field;
import java.util.List;

/** MLflow's limits on a query, in its words: one call must not do the work of many. */
final class Limits {
  private static final int MAX_DEPTH = 10;
  private static final int MAX_SELECTIONS = 1000;
  private static final int MAX_ROOT_FIELDS = 10;
  private static final int MAX_ALIASES = 10;

  private final Document document;
  private int selections;
  private int aliases;

  private Limits(Document document) {
    this.document = document;
  }

  /** Refuses a document whose operations ask for too much. */
  static void check(Document document) {
    var limits = new Limits(document);
    int roots = 0;
    for (Document.OperationDefinition operation : document.operations()) {
      roots += limits.count(operation.selections(), 1);
    }
    atMost(MAX_ROOT_FIELDS, roots, "root fields", "MLFLOW_SERVER_GRAPHQL_MAX_ROOT_FIELDS");
    atMost(MAX_ALIASES, limits.aliases, "aliases", "MLFLOW_SERVER_GRAPHQL_MAX_ALIASES");
  }

  private int count(List<Selection> level, int depth) {
    if (depth > MAX_DEPTH) {
      throw new InvalidParameter("Query exceeds maximum depth of " + MAX_DEPTH);
    }
    List<Field> fields = document.fields(level);
    aliases = Math.max(aliases, (int) fields.stream().filter(f -> !f.alias().isEmpty()).count());
    for (Field field : fields) {
      if (++selections > MAX_SELECTIONS) {
        throw new InvalidParameter("Query exceeds maximum total selections of " + MAX_SELECTIONS);
      }
      if (!field.selections().isEmpty()) {
        var _ = count(field.selections(), depth + 1);
      }
    }
    return fields.size();
  }

  private static void atMost(int max, int found, String what, String variable) {
    if (found > max) {
      throw new InvalidParameter(
          "GraphQL queries should have at most %d %s, got %d %s. To increase the limit, set the %s environment variable."
              .formatted(max, what, found, what, variable));
    }
  }
}
