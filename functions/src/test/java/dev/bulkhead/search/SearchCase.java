package dev.bulkhead.search;

import dev.bulkhead.domain.InvalidParameter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A search and what MLflow answered: the ids in order, or a refusal with status and message. */
record SearchCase(Map<String, Object> json) {

  /** What we answer: ids, or a refusal's message. */
  sealed interface Answer {}

  record Found(List<String> ids) implements Answer {}

  record Refused(String message) implements Answer {}

  Answer expected() {
    return json.containsKey("ids")
        ? new Found(Json.list(json, "ids"))
        : new Refused((String) json.get("message"));
  }

  /**
   * Whether MLflow refused by accident, with its database's words or as an internal error: then
   * only that we refuse too counts.
   */
  boolean refusedByAccident() {
    return json.containsKey("accident");
  }

  Answer answer() {
    try {
      return new Found(
          switch ((String) json.get("of")) {
            case "runs" -> runs();
            case "experiments" -> experiments();
            default -> models();
          });
    } catch (InvalidParameter e) {
      return new Refused(e.getMessage());
    }
  }

  private List<String> runs() {
    RunQuery query = RunQuery.parse((String) json.get("filter"), Json.list(json, "order_by"));
    return ids(Fixtures.RUNS, query::matches, query.order(), it -> it.info().id().value());
  }

  private List<String> experiments() {
    ExperimentQuery query =
        ExperimentQuery.parse((String) json.get("filter"), Json.list(json, "order_by"));
    return ids(Fixtures.EXPERIMENTS, query::matches, query.order(), it -> it.id().value());
  }

  private List<String> models() {
    LoggedModelQuery query =
        LoggedModelQuery.parse(
            (String) json.get("filter"),
            Json.<Map<String, Object>>list(json, "datasets").stream()
                .map(
                    it ->
                        new LoggedModelQuery.DatasetScope(
                            (String) it.get("dataset_name"), text(it, "dataset_digest")))
                .toList(),
            Json.<Map<String, Object>>list(json, "order_by").stream()
                .map(
                    it ->
                        new LoggedModelQuery.OrderBy(
                            (String) it.get("field_name"),
                            (boolean) it.getOrDefault("ascending", true),
                            text(it, "dataset_name"),
                            text(it, "dataset_digest")))
                .toList());
    return ids(Fixtures.MODELS, query::matches, query.order(), it -> it.id().value());
  }

  private static <T> List<String> ids(
      List<T> all, Predicate<T> matches, Comparator<T> order, Function<T, String> id) {
    return all.stream().filter(matches).sorted(order).map(id).toList();
  }

  private static Optional<String> text(Map<String, Object> json, String key) {
    return Optional.ofNullable((String) json.get(key));
  }

  @Override
  public String toString() {
    return "%s %s %s %s"
        .formatted(json.get("of"), json.get("filter"), json.get("order_by"), json.get("datasets"));
  }
}
