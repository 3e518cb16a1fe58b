package dev.bulkhead.search;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The JSON files of these tests, as maps and lists. */
final class Json {
  private Json() {}

  /** All values of a resource, one after the other; a null becomes an absent key. */
  static List<Map<String, Object>> read(String resource) {
    try (InputStream in = Json.class.getResourceAsStream(resource);
        JsonParser parser = new JsonFactory().createParser(Objects.requireNonNull(in))) {
      List<Map<String, Object>> values = new ArrayList<>();
      while (parser.nextToken() != null) {
        values.add(object(parser));
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // The files are written that way.
  static <T> List<T> list(Map<String, Object> json, String key) {
    return (List<T>) json.getOrDefault(key, List.of());
  }

  @SuppressWarnings("unchecked") // The files are written that way.
  static <T> Map<String, T> map(Map<String, Object> json, String key) {
    return (Map<String, T>) json.getOrDefault(key, Map.of());
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      Object value = value(parser);
      if (value != null) {
        object.put(key, value);
      }
    }
    return object;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }
}
