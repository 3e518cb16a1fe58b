package dev.bulkhead.searches;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.PageWriter;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.MetricSample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /mlflow/metrics/get-history-bulk-interval}: one metric of several runs, for a chart.
 */
final class GetMetricHistoryBulkInterval implements Operation {
  private static final int MAX_RUNS = 100;
  private static final int MAX_RESULTS = 2500;

  private final Application app;

  GetMetricHistoryBulkInterval(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    List<RunId> runs = RunMetrics.wellFormed(runIds(fields));
    String key = fields.requiredString("metric_key");
    Optional<Long> start = fields.int64("start_step");
    Optional<Long> end = fields.int64("end_step");
    int max = maxResults(fields);
    checkSteps(start, end);

    Map<RunId, List<Metric>> samples =
        new HashMap<>(
            app.stores(call)
                .runs()
                .metricSamples(
                    runs,
                    key,
                    new MetricSample(
                        start.orElse(Long.MIN_VALUE), end.orElse(Long.MAX_VALUE), max)));

    return reply(call, runs, samples, max);
  }

  private static List<String> runIds(Fields fields) {
    if (!fields.has("run_ids")) {
      throw fields.missing("run_ids");
    }
    List<String> ids = fields.strings("run_ids");
    if (ids.size() > MAX_RUNS) {
      throw fields.refused(
          "GetMetricHistoryBulkInterval request must specify at most %d run_ids. Received %d run_ids."
              .formatted(MAX_RUNS, ids.size()));
    }
    return ids;
  }

  private static int maxResults(Fields fields) {
    long max = fields.int64("max_results").orElse((long) MAX_RESULTS);
    if (max < 1 || max > MAX_RESULTS) {
      throw fields.refused("max_results must be between 1 and " + MAX_RESULTS + ".");
    }
    return (int) max;
  }

  private static void checkSteps(Optional<Long> start, Optional<Long> end) {
    if (start.isPresent() != end.isPresent()) {
      throw new InvalidParameter(
          "If either start step or end step are specified, both must be specified.");
    }
    if (start.isPresent() && start.get() > end.orElseThrow()) {
      throw new InvalidParameter(
          "end_step must be greater than start_step. Found start_step=%d and end_step=%d."
              .formatted(start.get(), end.get()));
    }
  }

  /**
   * In the order asked for, a run that is named twice twice, as MLflow answers. A chart that is
   * longer than a function can answer has fewer points of each run: half of those, or half again.
   */
  private static Reply reply(
      Call call, List<RunId> runs, Map<RunId, List<Metric>> samples, int max) {
    var page = new PageWriter(call.request(), "metrics");
    for (RunId run : runs) {
      for (Metric point : samples.getOrDefault(run, List.of())) {
        if (!page.add(out -> RunMetrics.write(out, run, point))) {
          int fewer = max / 2;
          samples.replaceAll((_, points) -> MetricSample.ofAll(fewer).of(points));
          return reply(call, runs, samples, fewer);
        }
      }
    }
    return page.end(Optional.empty());
  }
}
