package dev.bulkhead.searches;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.MetricJson;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.PageWriter;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.TenantStores;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;

/** {@code GET /mlflow/metrics/get-history}: the points of one metric, always paged. */
final class GetMetricHistory implements Operation {
  private static final int DEFAULT_MAX_RESULTS = 25_000;

  private final Application app;

  GetMetricHistory(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String runId = fields.requiredEither("run_id", "run_uuid");
    String key = fields.requiredString("metric_key");
    Optional<String> token = fields.string("page_token").filter(text -> !text.isEmpty());
    int max = maxResults(fields);
    String binding = call.binding("metrics/get-history", runId, key);
    Optional<Metric> behind = token.map(text -> HistoryPosition.decode(binding, text));

    Iterator<Metric> history = history(app.stores(call), runId, key, behind, max);
    PageWriter page = new PageWriter(call.request(), "metrics");
    Optional<Metric> last = page.fill(history, max, MetricJson::write);

    return page.end(last.map(point -> HistoryPosition.token(binding, point)));
  }

  /** MLflow tells of a run that is not there what it tells of a metric that is not: nothing. */
  private static Iterator<Metric> history(
      TenantStores stores, String runId, String key, Optional<Metric> behind, int max) {
    return RunId.isWellFormed(runId)
        ? new HistoryPoints(stores.runs(), new RunId(runId), key, behind, max)
        : Collections.emptyIterator();
  }

  private static int maxResults(Fields fields) {
    int max = fields.int32("max_results").orElse(DEFAULT_MAX_RESULTS);
    if (max < 1) {
      throw new InvalidParameter(
          "Invalid value %d for parameter 'max_results' supplied. It must be a positive integer."
              .formatted(max));
    }
    return max;
  }
}
