package dev.bulkhead.experiments;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.ExperimentJson;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;

/** {@code GET /mlflow/experiments/get}. */
final class GetExperiment implements Operation {
  private final Application app;

  GetExperiment(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ExperimentId id = Ids.requiredExperiment(call.fields().requiredString("experiment_id"));

    Experiment experiment =
        app.stores(call).experiments().find(id).orElseThrow(() -> Ids.noExperiment(id));

    return ExperimentJson.reply(call, experiment);
  }
}
