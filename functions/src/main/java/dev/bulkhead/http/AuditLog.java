package dev.bulkhead.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes each call's one line: a JSON object in plain ASCII, so that nothing a caller sends can end
 * a line, forge one, or steer a terminal. Headers, bodies and queries hold secrets and are never in
 * it.
 */
public final class AuditLog {
  /** The CloudWatch metric of what a wall stopped; an alarm in the template watches it. */
  static final String NAMESPACE = "Bulkhead";

  static final String WALL_HITS = "WallHits";

  private static final int LONGEST_TEXT = 256;

  /** CloudWatch cuts an event at 256 KB. */
  private static final int LONGEST_STACK = 8000;

  private AuditLog() {}

  /** Writes the record. Without a level, as Lambda would put its name before the line. */
  public static void write(Context context, AuditRecord entry) {
    byte[] line = Json.write(out -> fields(out, entry));
    context.getLogger().log(ascii(new String(line, StandardCharsets.UTF_8)) + "\n");
  }

  private static void fields(JsonGenerator out, AuditRecord entry) throws IOException {
    Outcome outcome = entry.outcome();
    out.writeStringField("level", outcome.bug().isPresent() ? "ERROR" : "INFO");
    out.writeStringField("request_id", text(entry.requestId()));
    texts(out, entry.who());
    out.writeStringField("action", text(entry.action()));
    out.writeObjectFieldStart("resource");
    texts(out, entry.resource());
    out.writeEndObject();
    out.writeStringField("outcome", outcome.word());
    out.writeNumberField("status", outcome.status());
    if (outcome.code().isPresent()) {
      out.writeStringField("error_code", outcome.code().get());
    }
    out.writeNumberField("duration_ms", entry.took().toMillis());
    if (outcome.hitTheWall()) {
      wallHit(out);
    }
    if (outcome.bug().isPresent()) {
      out.writeStringField("failure", stack(outcome.bug().get()));
    }
  }

  private static void texts(JsonGenerator out, Map<String, String> texts) throws IOException {
    for (var text : new TreeMap<>(texts).entrySet()) {
      out.writeStringField(text.getKey(), text(text.getValue()));
    }
  }

  /** In CloudWatch's embedded metric format, without dimensions: one alarm for all functions. */
  private static void wallHit(JsonGenerator out) throws IOException {
    out.writeBooleanField("wall_hit", true);
    out.writeNumberField(WALL_HITS, 1);
    out.writeObjectFieldStart("_aws");
    out.writeNumberField("Timestamp", Instant.now().toEpochMilli());
    out.writeArrayFieldStart("CloudWatchMetrics");
    out.writeStartObject();
    out.writeStringField("Namespace", NAMESPACE);
    out.writeArrayFieldStart("Dimensions");
    out.writeStartArray();
    out.writeEndArray();
    out.writeEndArray();
    out.writeArrayFieldStart("Metrics");
    out.writeStartObject();
    out.writeStringField("Name", WALL_HITS);
    out.writeStringField("Unit", "Count");
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
  }

  private static String text(String text) {
    return Redaction.of(text, LONGEST_TEXT);
  }

  private static String stack(RuntimeException bug) {
    var stack = new StringWriter();
    bug.printStackTrace(new PrintWriter(stack));
    return Redaction.of(stack.toString(), LONGEST_STACK);
  }

  /** Whatever is not ASCII stands inside a JSON string, where an escape means the same. */
  private static String ascii(String json) {
    var ascii = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < 0x7f) {
        ascii.append(c);
      } else {
        ascii.append("\\u%04X".formatted((int) c));
      }
    }
    return ascii.toString();
  }
}
