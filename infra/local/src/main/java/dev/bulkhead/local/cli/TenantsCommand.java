package dev.bulkhead.local.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.http.JsonBody;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the tenants' function is asked. */
final class TenantsCommand {
  private TenantsCommand() {}

  /** The event that asks for an operation with these fields: strings, numbers and lists. */
  static JsonBody of(String operation, Map<String, ?> fields) {
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
}
