package dev.bulkhead.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.domain.Metric;
import java.io.IOException;

/** The fields of a metric's point in MLflow's JSON, in which NaN is a string. */
public final class MetricJson {
  private MetricJson() {}

  /** Writes what MLflow tells of a point within a run. */
  public static void write(JsonGenerator out, Metric metric) throws IOException {
    out.writeStringField("key", metric.key());
    out.writeNumberField("value", metric.value());
    out.writeNumberField("timestamp", metric.timestamp());
    out.writeNumberField("step", metric.step());
  }
}
