package dev.bulkhead.attacks;

import dev.bulkhead.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came back over the wire; status 0 if the connection was closed without an answer. */
public record Answer(int status, Map<String, String> headers, String body) {

  /** A field of the JSON object that the body is; empty if it is none, or has no such field. */
  public String field(String name) {
    Object value = json().get(name);
    return value == null ? "" : value.toString();
  }

  /** The JSON object that the body is; empty if it is none. */
  @SuppressWarnings("unchecked") // Json.read makes maps with string keys only
  public Map<String, @Nullable Object> json() {
    try {
      return Json.read(body.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map
          ? (Map<String, @Nullable Object>) map
          : Map.of();
    } catch (IOException _) {
      return Map.of();
    }
  }

  /** Whether it is an error as MLflow's clients understand one. */
  public boolean isMlflowError() {
    return json().get("error_code") instanceof String && json().get("message") instanceof String;
  }
}
