package dev.bulkhead.experiments;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.http.Rules;

/** {@code POST /mlflow/experiments/update}: gives an experiment another name. */
final class UpdateExperiment implements Operation {
  private final Application app;

  UpdateExperiment(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    ExperimentId id = Ids.requiredExperiment(fields.requiredString("experiment_id"));
    String name = fields.requiredString("new_name");
    Rules.checkLength("name", Rules.MAX_EXPERIMENT_NAME, name);

    app.stores(call).experiments().rename(id, name, app.now());

    return Reply.empty();
  }
}
