package dev.bulkhead.experiments;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ExperimentStore;

/** {@code POST /mlflow/experiments/set-experiment-tag}. */
final class SetExperimentTag implements Operation {
  private final Application app;

  SetExperimentTag(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    ExperimentId id = Ids.requiredExperiment(fields.requiredString("experiment_id"));
    Tag tag =
        ExperimentTags.checked(fields.requiredString("key"), fields.string("value").orElse(""));
    ExperimentStore experiments = app.stores(call).experiments();
    if (ExperimentTags.isCustomView(tag.key())) {
      ExperimentTags.checkRoomFor(
          tag, experiments.find(id).orElseThrow(() -> Ids.noExperiment(id)));
    }

    experiments.setTag(id, tag);

    return Reply.empty();
  }
}
