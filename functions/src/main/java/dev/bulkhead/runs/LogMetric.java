package dev.bulkhead.runs;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.RunStore.Batch;
import java.util.List;

/** {@code POST /mlflow/runs/log-metric}: one point of one metric. */
final class LogMetric implements Operation {
  private final Application app;

  LogMetric(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String id = RunFields.requiredId(fields);
    Metric metric = MetricFields.read(fields);
    MetricFields.check(metric, () -> "");

    app.stores(call).runs().log(Ids.run(id), new Batch(List.of(metric), List.of(), List.of()));

    return Reply.empty();
  }
}
