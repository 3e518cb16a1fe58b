package dev.bulkhead.experiments;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;

/** {@code POST /mlflow/experiments/delete}. */
final class DeleteExperiment implements Operation {
  private final Application app;

  DeleteExperiment(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ExperimentId id = Ids.requiredExperiment(call.fields().requiredString("experiment_id"));

    app.stores(call).experiments().move(id, LifecycleStage.DELETED, app.now());

    return Reply.empty();
  }
}
