package dev.bulkhead.models;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;

/** {@code GET /mlflow/logged-models/{model_id}}. */
final class GetLoggedModel implements Operation {
  private final Application app;

  GetLoggedModel(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ModelId id = Ids.model(call.path("model_id"));

    return ModelJson.reply(app.stores(call).models().get(id));
  }
}
