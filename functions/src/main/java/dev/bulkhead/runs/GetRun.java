package dev.bulkhead.runs;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.http.RunJson;

/** {@code GET /mlflow/runs/get}. */
final class GetRun implements Operation {
  private final Application app;

  GetRun(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    RunId id = RunFields.runId(call.fields());

    return RunJson.reply(app.stores(call).runs().get(id));
  }
}
