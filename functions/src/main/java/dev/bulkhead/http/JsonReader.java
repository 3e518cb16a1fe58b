package dev.bulkhead.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.bulkhead.http.SmallObject.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one value token by token. */
final class JsonReader {
  private final JsonParser parser;

  /** Of the last object: the next one in a list most likely has the same. */
  private Names names = Names.NONE;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  static @Nullable Object read(JsonParser parser) throws IOException {
    parser.nextToken();
    Object value = new JsonReader(parser).value();
    if (parser.nextToken() != null) {
      throw new IOException("something follows the value");
    }
    return value;
  }

  private @Nullable Object value() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new JsonEOFException(parser, token, "no value");
    }
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> whole();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IOException("no value here");
    };
  }

  private Number whole() throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getBigIntegerValue()
        : (Number) parser.getLongValue();
  }

  /** Goes on as long as the names are the last object's. */
  private Map<String, @Nullable Object> object() throws IOException {
    Names expected = names;
    int size = expected.all().size();
    @Nullable Object[] values = new Object[size];
    int count = 0;
    String name = parser.nextFieldName();
    while (name != null && count < size && name.equals(expected.all().get(count))) {
      parser.nextToken();
      values[count++] = value();
      name = parser.nextFieldName();
    }
    if (name == null && count == size) {
      names = expected;
      return new SmallObject(expected, values);
    }
    var fields = new LinkedHashMap<String, @Nullable Object>(SmallObject.MOST);
    for (int i = 0; i < count; i++) {
      fields.put(expected.all().get(i), values[i]);
    }
    return rest(fields, name);
  }

  /** What is left of an object that is no more like the last one, from this name on if any. */
  private Map<String, @Nullable Object> rest(
      Map<String, @Nullable Object> fields, @Nullable String next) throws IOException {
    for (String name = next; name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      fields.put(name, value());
    }
    if (fields.size() > SmallObject.MOST) {
      return fields;
    }
    SmallObject object = SmallObject.of(fields);
    names = object.names();
    return object;
  }

  private List<@Nullable Object> array() throws IOException {
    var values = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value());
    }
    return values;
  }
}
