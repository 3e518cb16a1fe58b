package dev.bulkhead.search;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.LoggedModelStatus;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs, experiments and models of {@code fixtures.json}, which MLflow was asked about too. */
final class Fixtures {
  private static final Map<String, Object> ALL = Json.read("fixtures.json").getFirst();

  static final List<Run> RUNS =
      Json.<Map<String, Object>>list(ALL, "runs").stream().map(Fixtures::run).toList();
  static final List<Experiment> EXPERIMENTS =
      Json.<Map<String, Object>>list(ALL, "experiments").stream()
          .map(Fixtures::experiment)
          .toList();
  static final List<LoggedModel> MODELS =
      Json.<Map<String, Object>>list(ALL, "models").stream().map(Fixtures::model).toList();

  private Fixtures() {}

  private static Run run(Map<String, Object> json) {
    Map<String, Metric> metrics = new HashMap<>();
    Json.<Object>map(json, "metrics")
        .forEach((key, value) -> metrics.put(key, Metric.of(key, number(value), 0, 0)));
    return new Run(
        new RunInfo(
            new RunId(text(json, "id")),
            text(json, "name"),
            text(json, "user"),
            RunStatus.valueOf(text(json, "status")),
            time(json, "start"),
            Optional.ofNullable(json.get("end")).map(_ -> time(json, "end")),
            LifecycleStage.ACTIVE,
            text(json, "uri")),
        metrics,
        Json.map(json, "params"),
        Json.map(json, "tags"),
        Json.<Map<String, Object>>list(json, "datasets").stream().map(Fixtures::dataset).toList(),
        List.of(),
        List.of());
  }

  private static DatasetInput dataset(Map<String, Object> json) {
    List<Tag> tags =
        Json.<List<String>>list(json, "tags").stream()
            .map(it -> new Tag(it.getFirst(), it.getLast()))
            .toList();
    return new DatasetInput(
        new Dataset(
            text(json, "name"), text(json, "digest"), "t", "s", Optional.empty(), Optional.empty()),
        tags);
  }

  private static Experiment experiment(Map<String, Object> json) {
    return new Experiment(
        new ExperimentId(text(json, "id")),
        text(json, "name"),
        "x",
        LifecycleStage.ACTIVE,
        time(json, "created"),
        time(json, "updated"),
        Json.map(json, "tags"));
  }

  private static LoggedModel model(Map<String, Object> json) {
    return new LoggedModel(
        new ModelId(text(json, "id")),
        text(json, "name"),
        optional(json, "type"),
        optional(json, "run"),
        LoggedModelStatus.valueOf(text(json, "status")),
        optional(json, "message"),
        LifecycleStage.ACTIVE,
        time(json, "created"),
        time(json, "updated"),
        text(json, "uri"),
        Json.map(json, "params"),
        Json.map(json, "tags"),
        Json.<Map<String, Object>>list(json, "metrics").stream().map(Fixtures::metric).toList());
  }

  private static LoggedModel.ModelMetric metric(Map<String, Object> json) {
    return new LoggedModel.ModelMetric(
        new Metric(
            text(json, "key"),
            number(json.get("value")),
            (long) json.get("time"),
            (long) json.get("step"),
            Optional.empty(),
            optional(json, "dataset"),
            optional(json, "digest")),
        new RunId(text(json, "run")));
  }

  private static double number(Object json) {
    return json instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static Instant time(Map<String, Object> json, String key) {
    return Instant.ofEpochMilli((long) json.get(key));
  }

  private static String text(Map<String, Object> json, String key) {
    return (String) json.get(key);
  }

  private static Optional<String> optional(Map<String, Object> json, String key) {
    return Optional.ofNullable((String) json.get(key));
  }
}
