package dev.bulkhead.runs;

import dev.bulkhead.app.Application;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;

/** {@code POST /mlflow/runs/delete-tag}. */
final class DeleteTag implements Operation {
  private final Application app;

  DeleteTag(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String id = RunFields.requiredId(fields);
    String key = fields.requiredString("key");

    app.stores(call).runs().deleteTag(Ids.run(id), key);

    return Reply.empty();
  }
}
