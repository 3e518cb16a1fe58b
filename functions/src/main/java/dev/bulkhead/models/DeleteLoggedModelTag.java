package dev.bulkhead.models;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;

/** {@code DELETE /mlflow/logged-models/{model_id}/tags/{tag_key}}. */
final class DeleteLoggedModelTag implements Operation {
  private final Application app;

  DeleteLoggedModelTag(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ModelId id = Ids.model(call.path("model_id"));

    app.stores(call).models().deleteTag(id, call.path("tag_key"));

    return Reply.empty();
  }
}
