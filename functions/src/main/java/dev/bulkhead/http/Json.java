package dev.bulkhead.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON in and out, by Jackson's streaming parser: reading a small body costs a cold function 150 ms
 * less than by data binding.
 */
public final class Json {
  private static final int MAX_DEPTH = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(1000)
                  .build())
          // Python takes the bare tokens NaN and Infinity; Fields says what they are worth.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private Json() {}

  /**
   * Reads one value: {@code Map}, which nobody may change, {@code List}, {@code String}, {@code
   * Long}, {@code BigInteger}, {@code Double}, {@code Boolean} or null. Of duplicate keys the last
   * counts, as in Python.
   *
   * @throws IOException if it is not JSON, nested deeper than 100, or something follows
   */
  public static @Nullable Object read(byte[] text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return JsonReader.read(parser);
    }
  }

  /** Reads one value from characters; a byte order mark is none of JSON's. */
  static @Nullable Object read(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return JsonReader.read(parser);
    }
  }

  /** Writes one object. */
  public static byte[] write(JsonBody body) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      body.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes one value of the kinds that {@link #read} gives. */
  public static void value(JsonGenerator out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Long number -> out.writeNumber(number);
      case Double number -> out.writeNumber(number);
      case BigInteger number -> out.writeNumber(number);
      case Boolean bool -> out.writeBoolean(bool);
      case List<?> list -> {
        out.writeStartArray();
        for (Object item : list) {
          value(out, item);
        }
        out.writeEndArray();
      }
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (var entry : map.entrySet()) {
          out.writeFieldName(String.valueOf(entry.getKey()));
          value(out, entry.getValue());
        }
        out.writeEndObject();
      }
      case Object other -> throw new IllegalArgumentException("No JSON: " + other.getClass());
    }
  }

  /**
   * Writes a list of key-value pairs, sorted by key; no field at all if there are none, as MLflow
   * leaves out empty lists.
   */
  public static void pairs(JsonGenerator out, String field, Map<String, String> pairs)
      throws IOException {
    if (pairs.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart(field);
    for (var pair : new TreeMap<>(pairs).entrySet()) {
      out.writeStartObject();
      out.writeStringField("key", pair.getKey());
      out.writeStringField("value", pair.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
