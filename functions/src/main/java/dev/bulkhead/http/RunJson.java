package dev.bulkhead.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelOutput;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.Tag;
import java.io.IOException;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The fields of a run in MLflow's JSON; lists that are empty are left out. */
public final class RunJson {
  private RunJson() {}

  /** Writes a run. */
  public static void write(JsonGenerator out, Run run) throws IOException {
    writeWithoutOutputs(out, run);
    outputs(out, run);
  }

  private static void writeWithoutOutputs(JsonGenerator out, Run run) throws IOException {
    out.writeObjectFieldStart("info");
    info(out, run.info());
    out.writeEndObject();
    out.writeObjectFieldStart("data");
    metrics(out, run);
    Json.pairs(out, "params", run.params());
    Json.pairs(out, "tags", run.tags());
    out.writeEndObject();
    inputs(out, run);
  }

  /** The answer of a call that gets one run. */
  public static Reply reply(Run run) {
    return Reply.json(
        out -> {
          out.writeObjectFieldStart("run");
          write(out, run);
          out.writeEndObject();
        });
  }

  /** The answer of the call that creates a run; MLflow writes no outputs there. */
  public static Reply created(Run run) {
    return Reply.json(
        out -> {
          out.writeObjectFieldStart("run");
          writeWithoutOutputs(out, run);
          out.writeEndObject();
        });
  }

  /** Writes what a run is, besides what was logged to it. */
  public static void info(JsonGenerator out, RunInfo info) throws IOException {
    out.writeStringField("run_uuid", info.id().value());
    out.writeStringField("experiment_id", info.id().experiment().value());
    out.writeStringField("run_name", info.name());
    out.writeStringField("user_id", info.userId());
    out.writeStringField("status", info.status().name());
    out.writeNumberField("start_time", info.startTime().toEpochMilli());
    // MLflow cannot tell an end at the epoch from none.
    long endTime = info.endTime().map(end -> end.toEpochMilli()).orElse(0L);
    if (endTime != 0) {
      out.writeNumberField("end_time", endTime);
    }
    out.writeStringField("artifact_uri", info.artifactUri());
    out.writeStringField("lifecycle_stage", info.stage().word());
    out.writeStringField("run_id", info.id().value());
  }

  private static void metrics(JsonGenerator out, Run run) throws IOException {
    if (run.metrics().isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("metrics");
    for (Metric metric : new TreeMap<>(run.metrics()).values()) {
      out.writeStartObject();
      MetricJson.write(out, metric);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void inputs(JsonGenerator out, Run run) throws IOException {
    out.writeObjectFieldStart("inputs");
    if (!run.datasetInputs().isEmpty()) {
      out.writeArrayFieldStart("dataset_inputs");
      for (DatasetInput input : run.datasetInputs()) {
        out.writeStartObject();
        datasetInput(out, input);
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    if (!run.modelInputs().isEmpty()) {
      out.writeArrayFieldStart("model_inputs");
      for (String model : run.modelInputs()) {
        out.writeStartObject();
        out.writeStringField("model_id", model);
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static void datasetInput(JsonGenerator out, DatasetInput input) throws IOException {
    Json.pairs(out, "tags", input.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    Dataset dataset = input.dataset();
    out.writeObjectFieldStart("dataset");
    out.writeStringField("name", dataset.name());
    out.writeStringField("digest", dataset.digest());
    out.writeStringField("source_type", dataset.sourceType());
    out.writeStringField("source", dataset.source());
    if (dataset.schema().isPresent()) {
      out.writeStringField("schema", dataset.schema().get());
    }
    if (dataset.profile().isPresent()) {
      out.writeStringField("profile", dataset.profile().get());
    }
    out.writeEndObject();
  }

  private static void outputs(JsonGenerator out, Run run) throws IOException {
    out.writeObjectFieldStart("outputs");
    if (!run.modelOutputs().isEmpty()) {
      out.writeArrayFieldStart("model_outputs");
      for (ModelOutput output : run.modelOutputs()) {
        out.writeStartObject();
        out.writeStringField("model_id", output.modelId());
        out.writeNumberField("step", output.step());
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }
}
