package dev.bulkhead.app;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.JsonBody;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB of a rehearsal: one table, whatever it is called. It takes any write for done but the
 * update of an item that is not there; what is put can be read.
 */
final class RehearsalTables {
  private static final String NOT_THERE =
      "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";

  /** A condition that holds of no item that is not there. */
  private static final Pattern NEEDS_ITEM = Pattern.compile("attribute_exists|=:");

  /** A name that is set to a value, and to nothing that has to be worked out. */
  private static final Pattern SET = Pattern.compile("(#\\w+)=(:\\w+)(?![+\\w])");

  /** A number that another is added to, which may not be there. */
  private static final Pattern ADDED =
      Pattern.compile("(#\\w+)=(?:#\\w+|if_not_exists\\(#\\w+,:\\w+\\))\\+(:\\w+)");

  /** By the text of the key, in the order in which they were put. */
  private final Map<String, Map<?, ?>> items = new LinkedHashMap<>();

  /** An answer over HTTP. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, byte[] json) {}

  /** The answer to an operation, such as {@code GetItem}. */
  synchronized Answer answer(String operation, @Nullable Object body) {
    Map<?, ?> request = map(body);
    if (operation.equals("UpdateItem") && isOfNothing(request)) {
      return new Answer(400, Json.write(out -> out.writeStringField("__type", NOT_THERE)));
    }
    JsonBody done = done(operation, request);
    return new Answer(
        200,
        Json.write(
            out -> {
              done.write(out);
              consumed(out, operation);
            }));
  }

  /** Whether the update is of an item that must be there, and is not. */
  private boolean isOfNothing(Map<?, ?> update) {
    return NEEDS_ITEM.matcher(String.valueOf(update.get("ConditionExpression"))).find()
        && !items.containsKey(key(map(update.get("Key"))));
  }

  private JsonBody done(String operation, Map<?, ?> request) {
    JsonBody nothing = _ -> {};
    return switch (operation) {
      case "PutItem" -> {
        put(request);
        yield nothing;
      }
      case "TransactWriteItems" -> {
        list(request.get("TransactItems")).forEach(part -> put(map(map(part).get("Put"))));
        yield nothing;
      }
      case "GetItem" -> out -> item(out, map(request.get("Key")));
      case "UpdateItem" -> out -> updated(out, request);
      case "BatchGetItem" -> out -> batch(out, map(request.get("RequestItems")));
      case "Query" -> out -> list(out, map(request.get("ExpressionAttributeValues")).values());
      default -> nothing;
    };
  }

  /** What is asked with every request; how much it was, nobody will read. */
  private static void consumed(JsonGenerator out, String operation) throws IOException {
    var consumed = Map.of("CapacityUnits", 0.5);
    boolean byTable = operation.startsWith("Batch") || operation.startsWith("Transact");
    out.writeFieldName("ConsumedCapacity");
    Json.value(out, byTable ? List.of(consumed) : consumed);
  }

  private void put(Map<?, ?> put) {
    Map<?, ?> item = map(put.get("Item"));
    if (!item.isEmpty()) {
      items.put(key(item), item);
    }
  }

  private void item(JsonGenerator out, Map<?, ?> key) throws IOException {
    Map<?, ?> found = items.get(key(key));
    if (found != null) {
      out.writeFieldName("Item");
      Json.value(out, found);
    }
  }

  /** What is set to a value is, and numbers are added; nobody reads what else is changed. */
  private void updated(JsonGenerator out, Map<?, ?> request) throws IOException {
    Map<?, ?> key = map(request.get("Key"));
    Map<Object, Object> item = new HashMap<>(items.getOrDefault(key(key), key));
    Map<?, ?> names = map(request.get("ExpressionAttributeNames"));
    Map<?, ?> values = map(request.get("ExpressionAttributeValues"));
    String update = String.valueOf(request.get("UpdateExpression"));
    SET.matcher(update)
        .results()
        .forEach(set -> item.put(names.get(set.group(1)), values.get(set.group(2))));
    ADDED
        .matcher(update)
        .results()
        .forEach(
            added -> item.merge(names.get(added.group(1)), values.get(added.group(2)), this::sum));
    items.replace(key(key), Map.copyOf(item));
    out.writeFieldName("Attributes");
    Json.value(out, item);
  }

  private Map<?, ?> sum(Object left, Object right) {
    return Map.of("N", String.valueOf(number(left) + number(right)));
  }

  private static long number(Object value) {
    return Long.parseLong(String.valueOf(map(value).get("N")));
  }

  private void batch(JsonGenerator out, Map<?, ?> tables) throws IOException {
    out.writeObjectFieldStart("Responses");
    for (var table : tables.entrySet()) {
      List<?> keys = list(map(table.getValue()).get("Keys"));
      out.writeFieldName(String.valueOf(table.getKey()));
      Json.value(
          out,
          keys.stream()
              .map(key -> key(map(key)))
              .filter(items::containsKey)
              .map(items::get)
              .toList());
    }
    out.writeEndObject();
    out.writeObjectFieldStart("UnprocessedKeys");
    out.writeEndObject();
  }

  /** The items of the partition that is asked for, between the query's other values if any. */
  private void list(JsonGenerator out, Collection<?> values) throws IOException {
    out.writeFieldName("Items");
    Json.value(
        out,
        items.values().stream()
            .filter(item -> values.contains(item.get("pk")))
            .filter(item -> isWithin(text(item.get("sk")), texts(values, item.get("pk"))))
            .toList());
  }

  private static boolean isWithin(String key, NavigableSet<String> bounds) {
    return bounds.isEmpty()
        || key.startsWith(bounds.first())
        || (key.compareTo(bounds.first()) >= 0 && key.compareTo(bounds.last()) <= 0);
  }

  private static NavigableSet<String> texts(Collection<?> values, @Nullable Object without) {
    return values.stream()
        .filter(value -> !value.equals(without))
        .map(RehearsalTables::text)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(map(value).get("S"));
  }

  private static String key(Map<?, ?> item) {
    return item.get("pk") + " " + item.get("sk");
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
