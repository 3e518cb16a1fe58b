package dev.bulkhead.models;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import java.util.Map;

/** {@code PATCH /mlflow/logged-models/{model_id}/tags}. */
final class SetLoggedModelTags implements Operation {
  private final Application app;

  SetLoggedModelTags(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Map<String, String> tags = ModelFields.tags(call.fields());
    ModelId id = Ids.model(call.path("model_id"));

    app.stores(call).models().setTags(id, ModelFields.list(tags));

    return Reply.empty();
  }
}
