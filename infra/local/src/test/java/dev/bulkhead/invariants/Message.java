package dev.bulkhead.invariants;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes JSON messages of names and values in turn. */
final class Message {
  private Message() {}

  static String of(Object... namesAndValues) {
    byte[] text =
        Json.write(
            out -> {
              for (int i = 0; i < namesAndValues.length; i += 2) {
                out.writeFieldName(namesAndValues[i].toString());
                write(out, namesAndValues[i + 1]);
              }
            });
    return new String(text, StandardCharsets.UTF_8);
  }

  private static void write(JsonGenerator out, Object value) throws IOException {
    switch (value) {
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case Double number -> out.writeNumber(number);
      case List<?> list -> {
        out.writeStartArray();
        for (Object each : list) {
          write(out, each);
        }
        out.writeEndArray();
      }
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (var each : map.entrySet()) {
          out.writeFieldName(each.getKey().toString());
          write(out, each.getValue());
        }
        out.writeEndObject();
      }
      case Object text -> out.writeString(text.toString());
    }
  }
}
