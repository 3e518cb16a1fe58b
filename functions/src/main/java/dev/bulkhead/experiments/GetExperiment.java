package dev.bulkhead.experiments;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;

/** {@code GET /mlflow/experiments/get}. */
final class GetExperiment implements Operation {
  private final Application app;

  GetExperiment(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ExperimentId id = id(call.fields().requiredString("experiment_id"));

    Experiment experiment = app.stores(call).experiments().find(id).orElseThrow(() -> notFound(id));

    return Reply.json(
        out -> {
          out.writeFieldName("experiment");
          ExperimentJson.write(out, experiment);
        });
  }

  static NotFound notFound(ExperimentId id) {
    return new NotFound("No Experiment with id=" + id + " exists");
  }

  private static ExperimentId id(String text) {
    if (!ExperimentId.isWellFormed(text)) {
      throw new InvalidParameter(
          "Invalid experiment ID '" + text + "'. Experiment ID must be a valid integer.");
    }
    return new ExperimentId(text);
  }
}
