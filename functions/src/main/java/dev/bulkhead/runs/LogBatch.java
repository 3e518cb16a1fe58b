package dev.bulkhead.runs;

import dev.bulkhead.app.Application;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.RunStore.Batch;

/** {@code POST /mlflow/runs/log-batch}: metrics, params and tags in one call. */
final class LogBatch implements Operation {
  private final Application app;

  LogBatch(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String id = RunFields.requiredId(fields);
    Batch batch = BatchFields.read(fields);
    RunFields.checkForm(id);
    Batch checked = BatchFields.checked(batch);

    app.stores(call).runs().log(Ids.run(id), checked);

    return Reply.empty();
  }
}
