package dev.bulkhead.local.dynamodb;

import dev.bulkhead.local.dynamodb.Meter.Charge;
import java.util.ArrayList;
import java.util.List;

/**
 * The bill of a call that writes: of each item, the larger of what was there and what is there now.
 * A failed condition changes nothing and is billed all the same; in a transaction everything is
 * billed twice, conditions alone too.
 */
final class WriteBill implements Bill {
  private final DynamoDbLocal dynamo;
  private final String operation;
  private final byte[] body;
  private final List<Touched> items;

  private record Touched(BilledItem item, long before) {}

  private WriteBill(DynamoDbLocal dynamo, String operation, byte[] body, List<Touched> items) {
    this.dynamo = dynamo;
    this.operation = operation;
    this.body = body;
    this.items = items;
  }

  static WriteBill open(DynamoDbLocal dynamo, Call call, byte[] body) {
    List<Touched> items =
        items(dynamo, call).stream().map(item -> new Touched(item, item.size(dynamo))).toList();
    return new WriteBill(dynamo, call.operation(), body, items);
  }

  private static List<BilledItem> items(DynamoDbLocal dynamo, Call call) {
    Members members = call.body();
    return switch (call.operation()) {
      case "PutItem", "UpdateItem", "DeleteItem" ->
          List.of(item(dynamo, call.operation(), members));
      case "TransactWriteItems" -> transaction(dynamo, members);
      case "BatchWriteItem" -> batch(dynamo, members);
      default -> List.of();
    };
  }

  private static List<BilledItem> transaction(DynamoDbLocal dynamo, Members call) {
    var items = new ArrayList<BilledItem>();
    for (Members part : call.list("TransactItems")) {
      part.entries().forEach(entry -> items.add(item(dynamo, entry.getKey(), entry.getValue())));
    }
    return items;
  }

  private static List<BilledItem> batch(DynamoDbLocal dynamo, Members call) {
    var items = new ArrayList<BilledItem>();
    for (var table : call.object("RequestItems").entries()) {
      for (var write : table.getValue().elements()) {
        boolean put = write.getKey().equals("PutRequest");
        Members attributes = write.getValue().object(put ? "Item" : "Key");
        items.add(BilledItem.of(dynamo, table.getKey(), attributes));
      }
    }
    return items;
  }

  private static BilledItem item(DynamoDbLocal dynamo, String kind, Members request) {
    boolean put = kind.equals("PutItem") || kind.equals("Put");
    String table = request.string("TableName").orElse("");
    return BilledItem.of(dynamo, table, request.object(put ? "Item" : "Key"));
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public List<Charge> charges(byte[] answer) {
    return items.stream().map(this::charge).toList();
  }

  private Charge charge(Touched touched) {
    BilledItem item = touched.item();
    double units = BilledSize.writeUnits(Math.max(touched.before(), item.size(dynamo)));
    return new Charge(
        operation,
        item.table(),
        item.partitionKey(),
        operation.equals("TransactWriteItems") ? 2 * units : units,
        0);
  }
}
