package dev.bulkhead.runs;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.ModelOutput;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import java.util.List;

/** {@code POST /mlflow/runs/outputs}: that a run made logged models. */
final class LogOutputs implements Operation {
  private final Application app;

  LogOutputs(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String id = RunFields.requiredId(fields);
    fields.require("models");
    List<ModelOutput> models =
        fields.messages("models").stream()
            .map(
                model ->
                    new ModelOutput(
                        model.requiredString("model_id"), model.int64("step").orElse(0L)))
            .toList();

    app.stores(call).runs().logOutputs(Ids.run(id), models);

    return Reply.empty();
  }
}
