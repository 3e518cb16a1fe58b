package dev.bulkhead.search;

import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a run has for each field of a filter or an order. */
final class RunFields {
  static final String RUN_ID = "run_id";
  static final String RUN_NAME = "run_name";
  static final String START_TIME = "start_time";
  static final String END_TIME = "end_time";
  static final Set<String> ATTRIBUTES =
      Set.of(RUN_ID, RUN_NAME, "user_id", "status", START_TIME, END_TIME, "artifact_uri");

  private static final String CONTEXT = "mlflow.data.context";

  private RunFields() {}

  /** What a filter compares: a run's name is its tag, as in MLflow. */
  static List<Value> values(Run run, Field field) {
    return field.entity() == Entity.DATASET
        ? datasets(run.datasetInputs(), field.key())
        : value(run, filtered(field)).stream().toList();
  }

  /** What a filter looks at that names this field. */
  static Field filtered(Field field) {
    return field.entity() == Entity.ATTRIBUTE && field.key().equals(RUN_NAME)
        ? new Field(Entity.TAG, Tag.RUN_NAME)
        : field;
  }

  static List<Value> datasets(List<DatasetInput> inputs, String key) {
    return inputs.stream()
        .flatMap(input -> datasetTexts(input, key))
        .<Value>map(Value.Text::new)
        .toList();
  }

  /** What an order compares. */
  static Optional<Value> value(Run run, Field field) {
    return switch (field.entity()) {
      case METRIC -> Optional.ofNullable(run.metrics().get(field.key())).map(RunFields::real);
      case PARAM -> text(run.params(), field.key());
      case TAG -> text(run.tags(), field.key());
      case ATTRIBUTE -> attribute(run, field.key());
      case DATASET -> Optional.empty();
    };
  }

  static Optional<Value> text(Map<String, String> texts, String key) {
    return Optional.ofNullable(texts.get(key)).map(Value.Text::new);
  }

  static Value time(Instant time) {
    return new Value.Whole(time.toEpochMilli());
  }

  private static Value real(Metric metric) {
    return new Value.Real(metric.value());
  }

  private static Optional<Value> attribute(Run run, String key) {
    return switch (key) {
      case RUN_ID -> Optional.of(new Value.Text(run.info().id().value()));
      case RUN_NAME -> Optional.of(new Value.Text(run.info().name()));
      case "user_id" -> Optional.of(new Value.Text(run.info().userId()));
      case "status" -> Optional.of(new Value.Text(run.info().status().name()));
      case START_TIME -> Optional.of(time(run.info().startTime()));
      case END_TIME -> run.info().endTime().map(RunFields::time);
      case "artifact_uri" -> Optional.of(new Value.Text(run.info().artifactUri()));
      default -> throw new IllegalStateException("No attribute of a run: " + key);
    };
  }

  private static Stream<String> datasetTexts(DatasetInput input, String key) {
    return switch (key) {
      case "name" -> Stream.of(input.dataset().name());
      case "digest" -> Stream.of(input.dataset().digest());
      default -> input.tags().stream().filter(tag -> tag.key().equals(CONTEXT)).map(Tag::value);
    };
  }
}
