package dev.bulkhead.experiments;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;

/** {@code POST /mlflow/experiments/delete-experiment-tag}. */
final class DeleteExperimentTag implements Operation {
  private final Application app;

  DeleteExperimentTag(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    ExperimentId id = Ids.requiredExperiment(fields.requiredString("experiment_id"));
    String key = fields.requiredString("key");

    app.stores(call).experiments().deleteTag(id, key);

    return Reply.empty();
  }
}
