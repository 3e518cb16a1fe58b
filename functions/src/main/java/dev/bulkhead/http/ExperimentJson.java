package dev.bulkhead.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.domain.Experiment;
import java.io.IOException;

/** The fields of an experiment in MLflow's JSON. */
public final class ExperimentJson {
  private ExperimentJson() {}

  /** Writes an experiment of the caller's workspace. */
  public static void write(JsonGenerator out, Call call, Experiment experiment) throws IOException {
    out.writeStringField("experiment_id", experiment.id().value());
    out.writeStringField("name", experiment.name());
    out.writeStringField("artifact_location", experiment.artifactLocation());
    out.writeStringField("lifecycle_stage", experiment.stage().word());
    out.writeNumberField("last_update_time", experiment.lastUpdateTime().toEpochMilli());
    out.writeNumberField("creation_time", experiment.creationTime().toEpochMilli());
    out.writeStringField("workspace", call.workspace());
    Json.pairs(out, "tags", experiment.tags());
  }

  /** The answer of a call that gets one experiment. */
  public static Reply reply(Call call, Experiment experiment) {
    return Reply.json(
        out -> {
          out.writeObjectFieldStart("experiment");
          write(out, call, experiment);
          out.writeEndObject();
        });
  }
}
