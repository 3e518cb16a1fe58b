package dev.bulkhead.models;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Rules;
import dev.bulkhead.search.LoggedModelPageToken;
import dev.bulkhead.search.LoggedModelQuery;
import dev.bulkhead.search.LoggedModelQuery.DatasetScope;
import dev.bulkhead.search.LoggedModelQuery.OrderBy;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a search for logged models asks, as it was sent. */
record ModelSearch(
    List<String> experimentIds,
    String filter,
    List<DatasetScope> datasets,
    int maxResults,
    List<OrderBy> orderBy,
    Optional<String> pageToken) {
  private static final long DEFAULT_MAX_RESULTS = 100;

  static ModelSearch read(Fields fields) {
    fields.require("experiment_ids");
    return new ModelSearch(
        fields.strings("experiment_ids"),
        fields.string("filter").orElse(""),
        fields.messages("datasets").stream().map(ModelSearch::dataset).toList(),
        maxResults(fields.int32("max_results").orElse(0)),
        fields.messages("order_by").stream().map(ModelSearch::order).toList(),
        fields.string("page_token").filter(text -> !text.isEmpty()));
  }

  /** Zero means the default, as MLflow has it. */
  private static int maxResults(long asked) {
    return Rules.maxResults(asked == 0 ? DEFAULT_MAX_RESULTS : asked);
  }

  private static DatasetScope dataset(Fields fields) {
    return new DatasetScope(
        fields.string("dataset_name").orElse(""), fields.string("dataset_digest"));
  }

  private static OrderBy order(Fields fields) {
    return new OrderBy(
        fields.string("field_name").orElse(""),
        fields.bool("ascending").orElse(true),
        fields.string("dataset_name"),
        fields.string("dataset_digest"));
  }

  /** Integers that can be no experiment's id find nothing, as an experiment that is not there. */
  List<ExperimentId> experiments() {
    return experimentIds.stream()
        .map(Ids::experiment)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** The datasets, for the binding of a page token. */
  List<List<String>> datasetTexts() {
    return datasets.stream()
        .map(dataset -> List.of(dataset.name(), dataset.digest().orElse("")))
        .toList();
  }

  /** Whether a model comes behind the page that the token ended. */
  Predicate<LoggedModel> isBehindToken(LoggedModelQuery query, String binding) {
    if (pageToken.isEmpty()) {
      return _ -> true;
    }
    return query.position(LoggedModelPageToken.decode(binding, parts(), pageToken.get()))::isBefore;
  }

  String token(String binding, byte[] position) {
    return LoggedModelPageToken.encode(binding, parts(), position);
  }

  private LoggedModelPageToken.Query parts() {
    return new LoggedModelPageToken.Query(experimentIds, Optional.of(filter), orderBy);
  }
}
