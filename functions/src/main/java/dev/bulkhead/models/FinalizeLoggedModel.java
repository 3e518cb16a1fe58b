package dev.bulkhead.models;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.LoggedModelStatus;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;

/** {@code PATCH /mlflow/logged-models/{model_id}}: says whether the files are there. */
final class FinalizeLoggedModel implements Operation {
  private final Application app;

  FinalizeLoggedModel(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String id = fields.requiredString("model_id");
    fields.require("status");
    LoggedModelStatus status =
        fields
            .enumeration("status", LoggedModelStatus.class, ModelJson.STATUS_PREFIX)
            .orElseThrow();

    return ModelJson.reply(app.stores(call).models().finish(Ids.model(id), status, app.now()));
  }
}
