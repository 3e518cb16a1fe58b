package dev.bulkhead.store.dynamodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as a line of JSON: an object of its attributes, each as DynamoDB's own JSON has it, such
 * as {@code {"n":{"S":"a name"},"v":{"N":"7"}}}. Of the types, those that items are made of: S, N,
 * B (in Base64), NS, M and L.
 */
final class ItemLine {
  private static final JsonFactory JSON = new JsonFactory();

  private ItemLine() {}

  static String of(Map<String, AttributeValue> attributes) {
    var text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      write(out, attributes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, Map<String, AttributeValue> values)
      throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, AttributeValue> value : values.entrySet()) {
      out.writeFieldName(value.getKey());
      write(out, value.getValue());
    }
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, AttributeValue value) throws IOException {
    out.writeStartObject();
    switch (value.type()) {
      case S -> out.writeStringField("S", value.s());
      case N -> out.writeStringField("N", value.n());
      case B -> out.writeBinaryField("B", value.b().asByteArrayUnsafe());
      case NS -> {
        out.writeArrayFieldStart("NS");
        for (String each : value.ns()) {
          out.writeString(each);
        }
        out.writeEndArray();
      }
      case M -> {
        out.writeFieldName("M");
        write(out, value.m());
      }
      case L -> {
        out.writeArrayFieldStart("L");
        for (AttributeValue each : value.l()) {
          write(out, each);
        }
        out.writeEndArray();
      }
      default -> throw new IllegalStateException("No item has an attribute of " + value.type());
    }
    out.writeEndObject();
  }

  /**
   * The attributes.
   *
   * @throws IllegalArgumentException if the line is not one of these
   */
  static Map<String, AttributeValue> read(String line) {
    try (JsonParser in = JSON.createParser(line)) {
      expect(in.nextToken(), JsonToken.START_OBJECT);
      return map(in);
    } catch (IOException e) {
      throw new IllegalArgumentException("No line of an export", e);
    }
  }

  private static Map<String, AttributeValue> map(JsonParser in) throws IOException {
    Map<String, AttributeValue> values = new HashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      expect(in.nextToken(), JsonToken.START_OBJECT);
      values.put(name, value(in));
    }
    return values;
  }

  /** What stands behind the brace of a value. */
  private static AttributeValue value(JsonParser in) throws IOException {
    String type = Objects.requireNonNullElse(in.nextFieldName(), "");
    in.nextToken();
    AttributeValue value =
        switch (type) {
          case "S" -> AttributeValue.fromS(in.getText());
          case "N" -> AttributeValue.fromN(in.getText());
          case "B" -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(in.getBinaryValue()));
          case "NS" -> AttributeValue.fromNs(texts(in));
          case "M" -> AttributeValue.fromM(map(in));
          case "L" -> AttributeValue.fromL(list(in));
          default -> throw new IllegalArgumentException("No type of an attribute: " + type);
        };
    expect(in.nextToken(), JsonToken.END_OBJECT);
    return value;
  }

  private static List<AttributeValue> list(JsonParser in) throws IOException {
    List<AttributeValue> values = new ArrayList<>();
    while (in.nextToken() == JsonToken.START_OBJECT) {
      values.add(value(in));
    }
    return values;
  }

  private static List<String> texts(JsonParser in) throws IOException {
    List<String> texts = new ArrayList<>();
    while (in.nextToken() == JsonToken.VALUE_STRING) {
      texts.add(in.getText());
    }
    return texts;
  }

  private static void expect(JsonToken found, JsonToken wanted) {
    if (found != wanted) {
      throw new IllegalArgumentException("No line of an export: " + found);
    }
  }
}
