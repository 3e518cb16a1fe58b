package dev.bulkhead.models;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;

/** {@code DELETE /mlflow/logged-models/{model_id}}. */
final class DeleteLoggedModel implements Operation {
  private final Application app;

  DeleteLoggedModel(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ModelId id = Ids.model(call.path("model_id"));

    app.stores(call).models().delete(id, app.now());

    return Reply.empty();
  }
}
