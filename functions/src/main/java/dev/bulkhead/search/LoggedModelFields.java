package dev.bulkhead.search;

import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.LoggedModelStatus;
import dev.bulkhead.domain.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a logged model has for each field of a filter or an order. */
final class LoggedModelFields {
  static final String MODEL_ID = "model_id";
  static final String CREATED = "creation_timestamp_ms";
  static final String UPDATED = "last_updated_timestamp_ms";
  static final Set<String> TIMES = Set.of(CREATED, UPDATED);
  static final Set<String> ATTRIBUTES =
      Set.of(
          MODEL_ID,
          CREATED,
          UPDATED,
          "name",
          "experiment_id",
          "artifact_location",
          "status",
          "status_message",
          "lifecycle_stage",
          "model_type",
          "source_run_id");

  private static final Map<String, String> ALIASES =
      Map.of(
          "creation_time", CREATED,
          "creation_timestamp", CREATED,
          "last_updated_timestamp", UPDATED);

  /** Which point of a metric a model is sorted by. */
  private static final Comparator<LoggedModel.ModelMetric> LATEST_FIRST =
      Comparator.<LoggedModel.ModelMetric>comparingLong(it -> it.metric().timestamp())
          .thenComparingLong(it -> it.metric().step())
          .reversed()
          .thenComparing(LoggedModel.ModelMetric::run);

  private LoggedModelFields() {}

  static String translated(String key) {
    return ALIASES.getOrDefault(key, key);
  }

  /**
   * A text that a field is compared with. MLflow's database has a status as a number, and knows it
   * by no other name; here a status has its name, and its number stands for it.
   */
  static String literal(Field field, String text) {
    if (field.entity() != Entity.ATTRIBUTE || !field.key().equals("status")) {
      return text;
    }
    for (LoggedModelStatus status : LoggedModelStatus.values()) {
      if (text.equals(Long.toString(number(status)))) {
        return word(status);
      }
    }
    return text;
  }

  /** What a filter compares: every point of a metric that the scope lets through. */
  static List<Value> values(LoggedModel model, Field field, Predicate<Metric> scope) {
    if (field.entity() == Entity.METRIC) {
      return model.metrics().stream()
          .map(LoggedModel.ModelMetric::metric)
          .filter(metric -> metric.key().equals(field.key()) && scope.test(metric))
          .<Value>map(metric -> new Value.Real(metric.value()))
          .toList();
    }
    return text(model, field).stream().toList();
  }

  /**
   * The latest point of a metric within the scope; of two that are as late, that of the lesser run.
   */
  static Optional<Value> latest(LoggedModel model, String key, Predicate<Metric> scope) {
    return model.metrics().stream()
        .filter(it -> it.metric().key().equals(key) && scope.test(it.metric()))
        .min(LATEST_FIRST)
        .map(it -> new Value.Real(it.metric().value()));
  }

  /** An attribute as an order compares it. */
  static Optional<Value> orderValue(LoggedModel model, String key) {
    return switch (key) {
      case "status" -> Optional.of(new Value.Whole(number(model.status())));
      case "experiment_id" -> Optional.of(new Value.Whole(model.id().experiment().number()));
      default -> attribute(model, key);
    };
  }

  private static Optional<Value> text(LoggedModel model, Field field) {
    return switch (field.entity()) {
      case PARAM -> RunFields.text(model.params(), field.key());
      case TAG -> RunFields.text(model.tags(), field.key());
      case ATTRIBUTE -> attribute(model, field.key());
      case METRIC, DATASET -> Optional.empty();
    };
  }

  private static Optional<Value> attribute(LoggedModel model, String key) {
    return switch (key) {
      case MODEL_ID -> text(model.id().value());
      case CREATED -> Optional.of(RunFields.time(model.creationTime()));
      case UPDATED -> Optional.of(RunFields.time(model.lastUpdateTime()));
      case "name" -> text(model.name());
      case "experiment_id" -> text(model.id().experiment().value());
      case "artifact_location" -> text(model.artifactUri());
      case "status" -> text(word(model.status()));
      case "status_message" -> model.statusMessage().map(Value.Text::new);
      case "lifecycle_stage" -> text(model.stage().word());
      case "model_type" -> model.modelType().map(Value.Text::new);
      case "source_run_id" -> model.sourceRunId().map(Value.Text::new);
      default -> throw new IllegalStateException("No attribute of a logged model: " + key);
    };
  }

  private static Optional<Value> text(String text) {
    return Optional.of(new Value.Text(text));
  }

  private static String word(LoggedModelStatus status) {
    return switch (status) {
      case PENDING, READY -> status.name();
      case UPLOAD_FAILED -> "FAILED";
    };
  }

  private static long number(LoggedModelStatus status) {
    return switch (status) {
      case PENDING -> 1;
      case READY -> 2;
      case UPLOAD_FAILED -> 3;
    };
  }
}
