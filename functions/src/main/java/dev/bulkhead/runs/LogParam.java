package dev.bulkhead.runs;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.Param;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;

/** {@code POST /mlflow/runs/log-parameter}. */
final class LogParam implements Operation {
  private final Application app;

  LogParam(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String id = RunFields.requiredId(fields);
    String key = fields.requiredString("key");
    Param param = RunFields.param(key, fields.string("value").orElse(""), "key");

    app.stores(call).runs().logParam(Ids.run(id), param);

    return Reply.empty();
  }
}
