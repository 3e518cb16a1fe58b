package dev.bulkhead.models;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.LoggedModel.ModelMetric;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.MetricJson;
import dev.bulkhead.http.Reply;
import java.io.IOException;
import java.util.Optional;

/** The fields of a logged model in MLflow's JSON; lists that are empty are left out. */
final class ModelJson {
  /** What MLflow writes before the name of a status. */
  static final String STATUS_PREFIX = "LOGGED_MODEL_";

  private ModelJson() {}

  /** The answer of a call that gets one model. */
  static Reply reply(LoggedModel model) {
    return Reply.json(
        out -> {
          out.writeObjectFieldStart("model");
          write(out, model);
          out.writeEndObject();
        });
  }

  static void write(JsonGenerator out, LoggedModel model) throws IOException {
    out.writeObjectFieldStart("info");
    out.writeStringField("model_id", model.id().value());
    out.writeStringField("experiment_id", model.id().experiment().value());
    out.writeStringField("name", model.name());
    out.writeNumberField("creation_timestamp_ms", model.creationTime().toEpochMilli());
    out.writeNumberField("last_updated_timestamp_ms", model.lastUpdateTime().toEpochMilli());
    out.writeStringField("artifact_uri", model.artifactUri());
    out.writeStringField("status", STATUS_PREFIX + model.status().name());
    out.writeStringField("model_type", model.modelType().orElse(""));
    out.writeStringField("source_run_id", model.sourceRunId().orElse(""));
    optional(out, "status_message", model.statusMessage());
    Json.pairs(out, "tags", model.tags());
    out.writeEndObject();
    out.writeObjectFieldStart("data");
    Json.pairs(out, "params", model.params());
    metrics(out, model);
    out.writeEndObject();
  }

  private static void metrics(JsonGenerator out, LoggedModel model) throws IOException {
    if (model.metrics().isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("metrics");
    for (ModelMetric metric : model.metrics()) {
      out.writeStartObject();
      MetricJson.write(out, metric.metric());
      optional(out, "dataset_name", metric.metric().datasetName());
      optional(out, "dataset_digest", metric.metric().datasetDigest());
      out.writeStringField("model_id", model.id().value());
      out.writeStringField("run_id", metric.run().value());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void optional(JsonGenerator out, String name, Optional<String> text)
      throws IOException {
    if (text.isPresent()) {
      out.writeStringField(name, text.get());
    }
  }
}
