package dev.bulkhead.runs;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import java.util.List;

/** {@code POST /mlflow/runs/log-inputs}: that a run used datasets and logged models. */
final class LogInputs implements Operation {
  private final Application app;

  LogInputs(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String id = RunFields.requiredId(fields);
    List<DatasetInput> datasets = InputFields.datasets(fields);
    List<String> models = InputFields.models(fields);
    RunFields.checkForm(id);
    datasets.forEach(InputFields::check);

    app.stores(call).runs().logInputs(Ids.run(id), datasets, models);

    return Reply.empty();
  }
}
