package dev.bulkhead.runs;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Rules;
import dev.bulkhead.python.PythonText;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a point of a metric and checks it as MLflow does. */
final class MetricFields {
  private MetricFields() {}

  static Metric read(Fields fields) {
    String key = fields.requiredString("key");
    double value = fields.requiredNumber("value");
    long timestamp = fields.requiredInt64("timestamp");
    long step = fields.int64("step").orElse(0L);
    return new Metric(
        key,
        value,
        timestamp,
        step,
        given(fields, "model_id"),
        given(fields, "dataset_name"),
        given(fields, "dataset_digest"));
  }

  /**
   * Checks the key and the timestamp.
   *
   * @param path where the metric stands in the request; empty, or ending in a dot
   */
  static void check(Metric metric, Supplier<String> path) {
    Rules.checkName(() -> path.get() + "name", metric.key());
    if (metric.timestamp() < 0) {
      throw Rules.invalid(
          path.get() + "timestamp",
          metric.timestamp(),
          "metric '%s' (value=%s). Timestamp must be a nonnegative long (64-bit integer) "
              .formatted(metric.key(), PythonText.of(metric.value())));
    }
    Rules.checkLength("Metric name", Rules.MAX_KEY, metric.key());
  }

  private static Optional<String> given(Fields fields, String name) {
    return fields.string(name).filter(text -> !text.isEmpty());
  }
}
