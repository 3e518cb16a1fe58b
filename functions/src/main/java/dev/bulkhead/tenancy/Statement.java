package dev.bulkhead.tenancy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One Allow of a policy: listed actions on one resource, under conditions that must all hold. */
record Statement(List<String> actions, String resource, List<Condition> conditions) {
  private static final Pattern ACTION = Pattern.compile("[a-z0-9]+:[A-Za-z]+");

  /**
   * What may stand in a resource or a condition: nothing that IAM could read as a wildcard or a
   * variable, but for a star at the end, which is ours.
   */
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9:/#._-]+(?:(?<=[/#])\\*)?");

  private static final JsonFactory JSON = new JsonFactory();

  Statement {
    if (actions.isEmpty() || !actions.stream().allMatch(a -> ACTION.matcher(a).matches())) {
      throw new IllegalArgumentException("A policy lists its actions, not " + actions);
    }
    requirePlain(resource);
    actions = List.copyOf(actions);
    conditions = List.copyOf(conditions);
  }

  /** What the value of a key must be. */
  record Condition(String operator, String key, String value) {
    Condition {
      requirePlain(value);
    }
  }

  static Statement allow(List<String> actions, String resource) {
    return new Statement(actions, resource, List.of());
  }

  Statement when(String operator, String key, String value) {
    Stream<Condition> added = Stream.of(new Condition(operator, key, value));
    return new Statement(actions, resource, Stream.concat(conditions.stream(), added).toList());
  }

  static String document(List<Statement> statements) {
    var text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField("Version", "2012-10-17");
      out.writeArrayFieldStart("Statement");
      for (Statement statement : statements) {
        statement.write(out);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("Effect", "Allow");
    out.writeArrayFieldStart("Action");
    for (String action : actions) {
      out.writeString(action);
    }
    out.writeEndArray();
    out.writeStringField("Resource", resource);
    if (!conditions.isEmpty()) {
      writeConditions(out);
    }
    out.writeEndObject();
  }

  private void writeConditions(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("Condition");
    for (Condition condition : conditions) {
      out.writeObjectFieldStart(condition.operator());
      out.writeStringField(condition.key(), condition.value());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void requirePlain(String value) {
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException("Not for a policy: " + value);
    }
  }
}
