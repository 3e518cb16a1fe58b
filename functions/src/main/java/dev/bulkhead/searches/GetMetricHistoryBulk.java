package dev.bulkhead.searches;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** {@code GET /mlflow/metrics/get-history-bulk}: one metric of several runs, run by run. */
final class GetMetricHistoryBulk implements Operation {
  private static final int MAX_RUNS = 100;
  private static final int MAX_RESULTS = 25_000;

  private final Application app;

  GetMetricHistoryBulk(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    List<RunId> runs = RunMetrics.wellFormed(new TreeSet<>(runIds(fields)));
    String key = fields.string("metric_key").orElseThrow(GetMetricHistoryBulk::noKey);
    int max = maxResults(fields);

    Map<RunId, List<Metric>> histories = app.stores(call).runs().metricHistories(runs, key, max);

    return reply(runs, histories, max);
  }

  private static List<String> runIds(Fields fields) {
    List<String> ids = fields.strings("run_id");
    if (ids.isEmpty()) {
      throw new InvalidParameter("GetMetricHistoryBulk request must specify at least one run_id.");
    }
    if (ids.size() > MAX_RUNS) {
      throw new InvalidParameter(
          "GetMetricHistoryBulk request cannot specify more than %d run_ids. Received %d run_ids."
              .formatted(MAX_RUNS, ids.size()));
    }
    return ids;
  }

  private static InvalidParameter noKey() {
    return new InvalidParameter("GetMetricHistoryBulk request must specify a metric_key.");
  }

  private static int maxResults(Fields fields) {
    long max = fields.int64("max_results").orElse((long) MAX_RESULTS);
    if (max < 0) {
      throw fields.invalid("max_results");
    }
    return (int) Math.min(max, MAX_RESULTS);
  }

  private static List<Metric> first(List<Metric> points, int max) {
    return points.subList(0, Math.min(points.size(), max));
  }

  private static Reply reply(List<RunId> runs, Map<RunId, List<Metric>> histories, int max) {
    return Reply.json(
        out -> {
          int left = max;
          out.writeArrayFieldStart("metrics");
          for (RunId run : runs) {
            List<Metric> points = first(histories.getOrDefault(run, List.of()), left);
            RunMetrics.write(out, run, points);
            left -= points.size();
          }
          out.writeEndArray();
        });
  }
}
