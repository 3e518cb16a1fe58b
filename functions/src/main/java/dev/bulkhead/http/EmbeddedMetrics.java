package dev.bulkhead.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;

/**
 * What of a record CloudWatch counts, in its <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
 * metric format</a>: it reads the log, and no call is made. A metric is paid for by each
 * combination of its dimensions, so that a tenant is a field of the record and never a dimension.
 */
final class EmbeddedMetrics {
  static final String NAMESPACE = "Bulkhead";
  static final String DURATION = "duration_ms";
  static final String WALL_HITS = "WallHits";
  static final String THROTTLES = "Throttles";

  private EmbeddedMetrics() {}

  /** Writes what is counted of a call, and where it stands in the record. */
  static void write(JsonGenerator out, Outcome outcome) throws IOException {
    if (outcome.hitTheWall()) {
      out.writeNumberField(WALL_HITS, 1);
    }
    if (outcome.throttledBy().isPresent()) {
      out.writeNumberField(THROTTLES, 1);
    }
    out.writeObjectFieldStart("_aws");
    out.writeNumberField("Timestamp", Instant.now().toEpochMilli());
    out.writeArrayFieldStart("CloudWatchMetrics");
    // How many samples it has is how many calls there were.
    directive(out, DURATION, "Milliseconds", "function", "outcome");
    if (outcome.hitTheWall()) {
      // Without dimensions: one alarm for all functions.
      directive(out, WALL_HITS, "Count");
    }
    if (outcome.throttledBy().isPresent()) {
      directive(out, THROTTLES, "Count", "throttled_by");
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void directive(JsonGenerator out, String metric, String unit, String... dimensions)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("Namespace", NAMESPACE);
    out.writeArrayFieldStart("Dimensions");
    out.writeArray(dimensions, 0, dimensions.length);
    out.writeEndArray();
    out.writeArrayFieldStart("Metrics");
    out.writeStartObject();
    out.writeStringField("Name", metric);
    out.writeStringField("Unit", unit);
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
  }
}
