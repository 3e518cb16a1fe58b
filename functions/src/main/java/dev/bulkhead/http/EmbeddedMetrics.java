package dev.bulkhead.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.domain.CapacityUnits;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a record CloudWatch counts, in its <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
 * metric format</a>: it reads the log, and no call is made. A metric is paid for by each
 * combination of its dimensions, so that a tenant is a field of the record and never a dimension.
 */
final class EmbeddedMetrics {
  static final String NAMESPACE = "Bulkhead";
  static final String DURATION = "duration_ms";
  static final String READ_UNITS = "ReadUnits";
  static final String WRITE_UNITS = "WriteUnits";
  static final String WALL_HITS = "WallHits";
  static final String THROTTLES = "Throttles";

  private EmbeddedMetrics() {}

  /** Writes what is counted of a call, and where it stands in the record. */
  static void write(JsonGenerator out, Outcome outcome, CapacityUnits units) throws IOException {
    // How many samples it has is how many calls there were.
    List<Metric> ofEachCall = new ArrayList<>(List.of(new Metric(DURATION, "Milliseconds")));
    if (units.read() > 0) {
      out.writeNumberField(READ_UNITS, units.read());
      ofEachCall.add(new Metric(READ_UNITS, "Count"));
    }
    if (units.written() > 0) {
      out.writeNumberField(WRITE_UNITS, units.written());
      ofEachCall.add(new Metric(WRITE_UNITS, "Count"));
    }
    if (outcome.hitTheWall()) {
      out.writeNumberField(WALL_HITS, 1);
    }
    if (outcome.throttledBy().isPresent()) {
      out.writeNumberField(THROTTLES, 1);
    }
    out.writeObjectFieldStart("_aws");
    out.writeNumberField("Timestamp", Instant.now().toEpochMilli());
    out.writeArrayFieldStart("CloudWatchMetrics");
    directive(out, ofEachCall, "function", "outcome");
    if (outcome.hitTheWall()) {
      // Without dimensions: one alarm for all functions.
      directive(out, List.of(new Metric(WALL_HITS, "Count")));
    }
    if (outcome.throttledBy().isPresent()) {
      directive(out, List.of(new Metric(THROTTLES, "Count")), "throttled_by");
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private record Metric(String name, String unit) {}

  private static void directive(JsonGenerator out, List<Metric> metrics, String... dimensions)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("Namespace", NAMESPACE);
    out.writeArrayFieldStart("Dimensions");
    out.writeArray(dimensions, 0, dimensions.length);
    out.writeEndArray();
    out.writeArrayFieldStart("Metrics");
    for (Metric metric : metrics) {
      out.writeStartObject();
      out.writeStringField("Name", metric.name());
      out.writeStringField("Unit", metric.unit());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
