package dev.bulkhead.local.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.JsonBody;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the tenants' function is asked, and what it answers. */
final class TenantsCalls {
  private TenantsCalls() {}

  /** The event that asks for an operation with these fields: strings, numbers and lists. */
  static JsonBody command(String operation, Map<String, ?> fields) {
    return out -> {
      out.writeStringField("operation", operation);
      for (Map.Entry<String, ?> field : fields.entrySet()) {
        out.writeFieldName(field.getKey());
        write(out, field.getValue());
      }
    };
  }

  private static void write(JsonGenerator out, Object value) throws IOException {
    if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object each : list) {
        write(out, each);
      }
      out.writeEndArray();
    } else {
      out.writeObject(value);
    }
  }

  /** The answer, or what it refuses as a complaint. */
  static Map<?, ?> read(byte[] payload) throws IOException {
    if (!(Json.read(payload) instanceof Map<?, ?> answer)) {
      throw new IOException("The tenants' function did not answer with an object");
    }
    if (answer.get("error_code") instanceof String) {
      throw new Complaint(String.valueOf(answer.get("message")));
    }
    if (answer.get("errorType") instanceof String type) {
      throw new Complaint(
          "The tenants' function failed: %s: %s".formatted(type, answer.get("errorMessage")));
    }
    return answer;
  }
}
