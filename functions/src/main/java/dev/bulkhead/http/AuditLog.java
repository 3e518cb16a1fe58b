package dev.bulkhead.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes each call's one line: a JSON object in plain ASCII, so that nothing a caller sends can end
 * a line, forge one, or steer a terminal. Headers, bodies and queries hold secrets and are never in
 * it.
 */
public final class AuditLog {
  private static final int LONGEST_TEXT = 256;

  /** CloudWatch cuts an event at 256 KB. */
  private static final int LONGEST_STACK = 8000;

  private AuditLog() {}

  /** Writes the record. Without a level, as Lambda would put its name before the line. */
  public static void write(Context context, AuditRecord entry) {
    byte[] line = Json.write(out -> fields(out, context.getFunctionName(), entry));
    context.getLogger().log(ascii(new String(line, StandardCharsets.UTF_8)) + "\n");
  }

  private static void fields(JsonGenerator out, String function, AuditRecord entry)
      throws IOException {
    Outcome outcome = entry.outcome();
    out.writeStringField("level", outcome.bug().isPresent() ? "ERROR" : "INFO");
    out.writeStringField("function", function);
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
    out.writeNumberField(EmbeddedMetrics.DURATION, entry.effort().time().toMillis());
    if (outcome.hitTheWall()) {
      out.writeBooleanField("wall_hit", true);
    }
    if (outcome.throttledBy().isPresent()) {
      out.writeStringField("throttled_by", outcome.throttledBy().get());
    }
    if (outcome.bug().isPresent()) {
      out.writeStringField("failure", stack(outcome.bug().get()));
    }
    EmbeddedMetrics.write(out, outcome, entry.effort().units());
  }

  private static void texts(JsonGenerator out, Map<String, String> texts) throws IOException {
    for (var text : new TreeMap<>(texts).entrySet()) {
      out.writeStringField(text.getKey(), text(text.getValue()));
    }
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
