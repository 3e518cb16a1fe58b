package dev.bulkhead.experiments;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.domain.Experiment;
import java.io.IOException;

/** An experiment as MLflow's JSON has it. */
final class ExperimentJson {
  private ExperimentJson() {}

  static void write(JsonGenerator out, Experiment experiment) throws IOException {
    out.writeStartObject();
    out.writeStringField("experiment_id", experiment.id().value());
    out.writeStringField("name", experiment.name());
    out.writeStringField("artifact_location", experiment.artifactLocation());
    out.writeStringField("lifecycle_stage", experiment.stage().word());
    out.writeNumberField("last_update_time", experiment.lastUpdateTime().toEpochMilli());
    out.writeNumberField("creation_time", experiment.creationTime().toEpochMilli());
    out.writeArrayFieldStart("tags");
    for (var tag : experiment.tags().entrySet()) {
      out.writeStartObject();
      out.writeStringField("key", tag.getKey());
      out.writeStringField("value", tag.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
