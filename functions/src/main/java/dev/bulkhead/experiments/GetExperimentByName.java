package dev.bulkhead.experiments;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.ExperimentJson;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;

/**
 * {@code GET /mlflow/experiments/get-by-name}; clients create an experiment when this finds none.
 */
final class GetExperimentByName implements Operation {
  private final Application app;

  GetExperimentByName(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    String name = call.fields().requiredString("experiment_name");

    Experiment experiment =
        app.stores(call)
            .experiments()
            .findByName(name)
            .orElseThrow(() -> new NotFound("Could not find experiment with name '" + name + "'"));

    return ExperimentJson.reply(call, experiment);
  }
}
