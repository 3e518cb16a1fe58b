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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB of a rehearsal: one table, whatever it is called. It takes any write for done and checks
 * no condition; what is put can be read.
 */
final class RehearsalTables {
  /** By the text of the key, in the order in which they were put. */
  private final Map<String, Map<?, ?>> items = new LinkedHashMap<>();

  /** The answer to an operation, such as {@code GetItem}. */
  synchronized byte[] answer(String operation, @Nullable Object body) {
    JsonBody done = done(operation, map(body));
    return Json.write(
        out -> {
          done.write(out);
          consumed(out, operation);
        });
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
      case "UpdateItem" -> out -> updated(out, map(request.get("Key")));
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

  /** Of an item that was changed nobody reads more than how many points it has. */
  private void updated(JsonGenerator out, Map<?, ?> key) throws IOException {
    Map<Object, Object> item = new HashMap<>(items.getOrDefault(key(key), key));
    item.put("n", Map.of("N", "1"));
    out.writeFieldName("Attributes");
    Json.value(out, item);
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
