package dev.bulkhead.experiments;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.Reply;
import java.io.IOException;

/** The fields of an experiment in MLflow's JSON. */
final class ExperimentJson {
  private ExperimentJson() {}

  static void write(JsonGenerator out, Experiment experiment) throws IOException {
    out.writeStringField("experiment_id", experiment.id().value());
    out.writeStringField("name", experiment.name());
    out.writeStringField("artifact_location", experiment.artifactLocation());
    out.writeStringField("lifecycle_stage", experiment.stage().word());
    out.writeNumberField("last_update_time", experiment.lastUpdateTime().toEpochMilli());
    out.writeNumberField("creation_time", experiment.creationTime().toEpochMilli());
    // Without workspaces MLflow has one, of this name.
    out.writeStringField("workspace", "default");
    Json.pairs(out, "tags", experiment.tags());
  }

  /** The answer of a call that gets one experiment. */
  static Reply reply(Experiment experiment) {
    return Reply.json(
        out -> {
          out.writeObjectFieldStart("experiment");
          write(out, experiment);
          out.writeEndObject();
        });
  }
}
