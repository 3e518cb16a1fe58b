package dev.bulkhead.models;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ModelStore;

/** {@code GET /mlflow/logged-models/{model_id}}. */
final class GetLoggedModel implements Operation {
  private final Application app;

  GetLoggedModel(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ModelId id = Ids.model(call.path("model_id"));

    boolean evenIfDeleted =
        call.fields().string("allow_deleted").filter("true"::equalsIgnoreCase).isPresent();
    ModelStore models = app.stores(call).models();

    return ModelJson.reply(evenIfDeleted ? models.getEvenIfDeleted(id) : models.get(id));
  }
}
