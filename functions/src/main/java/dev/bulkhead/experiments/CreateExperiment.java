package dev.bulkhead.experiments;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.http.Rules;
import dev.bulkhead.store.ExperimentStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** {@code POST /mlflow/experiments/create}. */
final class CreateExperiment implements Operation {
  private final Application app;

  CreateExperiment(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String name = fields.requiredString("name");
    Optional<String> location = fields.string("artifact_location").filter(text -> !text.isEmpty());
    Map<String, String> tags = ExperimentTags.read(fields);
    location =
        location.map(
            text -> ArtifactLocation.parse(text, () -> app.stores(call).artifacts().root()));
    Rules.checkLength("name", Rules.MAX_EXPERIMENT_NAME, name);
    ExperimentTags.check(tags);

    ExperimentId id = create(app.stores(call).experiments(), new Wanted(name, location, tags));

    return Reply.json(out -> out.writeStringField("experiment_id", id.value()));
  }

  /** Ids are drawn at random, without a counter that all would wait for; few are drawn twice. */
  private ExperimentId create(ExperimentStore experiments, Wanted wanted) {
    ExperimentId id = app.newExperimentId();
    while (!isCreated(experiments, wanted.as(id, app.now()))) {
      id = app.newExperimentId();
    }
    return id;
  }

  private static boolean isCreated(ExperimentStore experiments, Experiment experiment) {
    try {
      experiments.create(experiment);
      return true;
    } catch (ExperimentStore.IdTaken _) {
      return false;
    }
  }

  private record Wanted(String name, Optional<String> location, Map<String, String> tags) {
    Experiment as(ExperimentId id, Instant now) {
      return new Experiment(
          id,
          name,
          location.orElse(ArtifactLocation.of(id)),
          LifecycleStage.ACTIVE,
          now,
          now,
          tags);
    }
  }
}
