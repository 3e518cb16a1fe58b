package dev.bulkhead.runs;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;

/** {@code POST /mlflow/runs/restore}. */
final class RestoreRun implements Operation {
  private final Application app;

  RestoreRun(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    RunId id = RunFields.runId(call.fields());

    app.stores(call).runs().move(id, LifecycleStage.ACTIVE, app.now());

    return Reply.empty();
  }
}
