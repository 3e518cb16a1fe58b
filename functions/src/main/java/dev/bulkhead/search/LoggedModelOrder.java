package dev.bulkhead.search;

import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The order of logged models: what was asked for, then newest first, then by id. */
record LoggedModelOrder(Order<LoggedModel> order, boolean isNewestFirst) {
  private static final String METRICS = "metrics";
  private static final LoggedModelQuery.OrderBy NEWEST =
      new LoggedModelQuery.OrderBy(
          LoggedModelFields.CREATED, false, Optional.empty(), Optional.empty());
  private static final LoggedModelQuery.OrderBy BY_ID =
      new LoggedModelQuery.OrderBy(
          LoggedModelFields.MODEL_ID, true, Optional.empty(), Optional.empty());

  static LoggedModelOrder of(List<LoggedModelQuery.OrderBy> orderBy) {
    Grammar.checkOrders(orderBy.size());
    Set<String> names = new HashSet<>();
    List<SortKey<LoggedModel>> keys = new ArrayList<>();
    for (LoggedModelQuery.OrderBy field : orderBy) {
      keys.add(key(field));
      names.add(LoggedModelFields.translated(field.fieldName()));
    }
    for (LoggedModelQuery.OrderBy last : List.of(NEWEST, BY_ID)) {
      if (!names.contains(last.fieldName())) {
        keys.add(key(last));
      }
    }
    return new LoggedModelOrder(new Order<>(keys), isNewestFirst(orderBy));
  }

  private static boolean isNewestFirst(List<LoggedModelQuery.OrderBy> orderBy) {
    List<LoggedModelQuery.OrderBy> asked =
        orderBy.stream()
            .map(
                it ->
                    new LoggedModelQuery.OrderBy(
                        LoggedModelFields.translated(it.fieldName()),
                        it.ascending(),
                        Optional.empty(),
                        Optional.empty()))
            .toList();
    return List.of(NEWEST, BY_ID).subList(0, Math.min(2, asked.size())).equals(asked);
  }

  private static SortKey<LoggedModel> key(LoggedModelQuery.OrderBy field) {
    String name = LoggedModelFields.translated(field.fieldName());
    int dot = name.indexOf('.');
    if (dot >= 0) {
      if (!name.substring(0, dot).equals(METRICS)) {
        throw Refusal.of(
            "Invalid order by field name: %s. Only metrics are supported."
                .formatted(field.fieldName()));
      }
      String key = name.substring(dot + 1);
      return new SortKey<>(
          model -> LoggedModelFields.latest(model, key, metric -> counts(field, metric)),
          field.ascending());
    }
    if (!LoggedModelFields.ATTRIBUTES.contains(name)) {
      throw Refusal.of("Invalid order by field name: %s".formatted(field.fieldName()));
    }
    return new SortKey<>(model -> LoggedModelFields.orderValue(model, name), field.ascending());
  }

  private static boolean counts(LoggedModelQuery.OrderBy field, Metric metric) {
    return (field.datasetName().isEmpty() || field.datasetName().equals(metric.datasetName()))
        && (field.datasetDigest().isEmpty()
            || field.datasetDigest().equals(metric.datasetDigest()));
  }
}
