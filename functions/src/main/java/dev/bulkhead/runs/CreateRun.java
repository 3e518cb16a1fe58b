package dev.bulkhead.runs;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.GeneratedName;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.http.RunJson;
import dev.bulkhead.store.TenantStores;
import java.util.List;
import java.util.Map;

/** {@code POST /mlflow/runs/create}. */
final class CreateRun implements Operation {
  private final Application app;

  CreateRun(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    NewRun wanted = NewRun.read(call.fields());
    TenantStores stores = app.stores(call);
    Experiment experiment = stores.experiments().getActive(wanted.experiment());
    wanted.checkName();

    RunId id = app.newRunId(experiment.id(), wanted.startTime());
    String name = wanted.name().orElseGet(() -> GeneratedName.next(app.random()));
    RunInfo info = wanted.info(id, name, experiment.artifactLocation());
    Map<String, String> tags = wanted.tagsOf(name);
    stores.runs().create(info, RunFields.tags(tags));

    Run run = new Run(info, Map.of(), Map.of(), tags, List.of(), List.of(), List.of());
    return RunJson.created(run);
  }
}
