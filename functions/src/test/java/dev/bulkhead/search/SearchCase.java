package dev.bulkhead.search;

import dev.bulkhead.domain.InvalidParameter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A search and what MLflow answered: the places of what was found, or a refusal. */
record SearchCase(Map<String, Object> json) {

  /** What is answered. */
  sealed interface Answer {}

  /** Places in the lists of {@link Fixtures}, in order. */
  record Found(List<Long> places) implements Answer {}

  /** A refusal; without words where MLflow fails by accident, and only that we refuse counts. */
  record Refused(String message) implements Answer {}

  static List<SearchCase> all() {
    return Json.read("cases.jsonl").stream().map(SearchCase::new).toList();
  }

  Answer expected() {
    return json.containsKey("found")
        ? new Found(Json.list(json, "found"))
        : new Refused((String) json.getOrDefault("refused", ""));
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
      return new Refused(json.containsKey("accident") ? "" : e.getMessage());
    }
  }

  private List<Long> runs() {
    RunQuery query = RunQuery.parse((String) json.get("filter"), Json.list(json, "order_by"));
    return places(Fixtures.RUNS, query::matches, query.order());
  }

  private List<Long> experiments() {
    ExperimentQuery query =
        ExperimentQuery.parse((String) json.get("filter"), Json.list(json, "order_by"));
    return places(Fixtures.EXPERIMENTS, query::matches, query.order());
  }

  private List<Long> models() {
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
    return places(Fixtures.MODELS, query::matches, query.order());
  }

  private static <T> List<Long> places(List<T> all, Predicate<T> matches, Comparator<T> order) {
    return all.stream().filter(matches).sorted(order).map(it -> (long) all.indexOf(it)).toList();
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
