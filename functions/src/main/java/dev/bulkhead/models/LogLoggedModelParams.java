package dev.bulkhead.models;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.Param;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import java.util.Map;

/** {@code POST /mlflow/logged-models/{model_id}/params}. */
final class LogLoggedModelParams implements Operation {
  private final Application app;

  LogLoggedModelParams(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    fields.requiredString("model_id");
    Map<String, String> params = ModelFields.params(fields);
    ModelId id = Ids.model(call.path("model_id"));

    app.stores(call)
        .models()
        .logParams(
            id,
            params.entrySet().stream()
                .map(param -> new Param(param.getKey(), param.getValue()))
                .toList());

    return Reply.empty();
  }
}
