package dev.bulkhead.models;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.GeneratedName;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.TenantStores;

/** {@code POST /mlflow/logged-models}. */
final class CreateLoggedModel implements Operation {
  private final Application app;

  CreateLoggedModel(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String experiment = fields.requiredString("experiment_id");
    NewModel wanted = NewModel.read(fields);
    wanted.checkName();
    ExperimentId experimentId = Ids.requiredExperiment(experiment);
    TenantStores stores = app.stores(call);
    String location = stores.experiments().getActive(experimentId).artifactLocation();

    ModelId id = app.newModelId(experimentId);
    String name = wanted.name().orElseGet(() -> GeneratedName.next(app.random()));
    LoggedModel model = wanted.as(id, name, location, app.now());
    stores.models().create(model);

    return ModelJson.reply(model);
  }
}
