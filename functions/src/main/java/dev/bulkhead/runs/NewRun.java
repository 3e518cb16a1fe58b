package dev.bulkhead.runs;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Rules;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The run that a client asks for: its name is {@code run_name} and a tag, which must agree. */
record NewRun(
    ExperimentId experiment,
    Instant startTime,
    String runName,
    String userId,
    Map<String, String> tags) {

  static NewRun read(Fields fields) {
    Optional<String> experiment = fields.string("experiment_id").filter(text -> !text.isEmpty());
    long startTime = fields.int64("start_time").orElse(0L);
    String runName = fields.string("run_name").orElse("");
    String userId = fields.string("user_id").orElse("");
    Map<String, String> tags = tags(fields);
    Rules.checkLength("run_name", RunFields.MAX_NAME, runName);
    Rules.checkLength("user_id", RunFields.MAX_NAME, userId);
    return new NewRun(
        experiment.map(Ids::requiredExperiment).orElse(ExperimentId.DEFAULT),
        Instant.ofEpochMilli(startTime),
        runName,
        userId,
        tags);
  }

  private static Map<String, String> tags(Fields fields) {
    var tags = new LinkedHashMap<String, String>();
    int index = 0;
    for (Fields field : fields.messages("tags")) {
      String path = "tags[" + index++ + "].";
      Tag tag =
          RunFields.tag(field.string("key").orElse(""), field.string("value").orElse(""), path);
      tags.put(tag.key(), tag.value());
    }
    return tags;
  }

  /** Refuses a name and a name tag that disagree. */
  void checkName() {
    String tag = tags.getOrDefault(Tag.RUN_NAME, "");
    if (!runName.isEmpty() && !tag.isEmpty() && !runName.equals(tag)) {
      throw new InvalidParameter(
          ("Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different"
                  + " values (run_name='%s', mlflow.runName='%s').")
              .formatted(runName, tag));
    }
  }

  /** The name, if the client gave one. */
  Optional<String> name() {
    String name = runName.isEmpty() ? tags.getOrDefault(Tag.RUN_NAME, "") : runName;
    return Optional.of(name).filter(text -> !text.isEmpty());
  }

  RunInfo info(RunId id, String name, String artifactLocation) {
    return new RunInfo(
        id,
        name,
        userId,
        RunStatus.RUNNING,
        startTime,
        Optional.empty(),
        LifecycleStage.ACTIVE,
        artifactLocation + "/" + id + "/artifacts");
  }

  /** The tags of the run when it has this name. */
  Map<String, String> tagsOf(String name) {
    var all = new LinkedHashMap<>(tags);
    all.put(Tag.RUN_NAME, name);
    return all;
  }
}
