package dev.bulkhead.local.dynamodb;

import dev.bulkhead.local.dynamodb.Meter.Charge;
import java.util.ArrayList;
import java.util.List;

/**
 * The bill of a call that reads items by their keys: whole items, whatever of them is asked for,
 * each rounded up by itself.
 */
final class ReadBill implements Bill {
  private final DynamoDbLocal dynamo;
  private final Call call;
  private final byte[] body;

  ReadBill(DynamoDbLocal dynamo, Call call, byte[] body) {
    this.dynamo = dynamo;
    this.call = call;
    this.body = body;
  }

  private record Read(BilledItem item, boolean consistent) {}

  private List<Read> reads() {
    Members members = call.body();
    if (call.operation().equals("GetItem")) {
      String table = members.string("TableName").orElse("");
      BilledItem item = BilledItem.of(dynamo, table, members.object("Key"));
      return List.of(new Read(item, isConsistent(members)));
    }
    var reads = new ArrayList<Read>();
    for (var table : members.object("RequestItems").entries()) {
      for (Members key : table.getValue().list("Keys")) {
        BilledItem item = BilledItem.of(dynamo, table.getKey(), key);
        reads.add(new Read(item, isConsistent(table.getValue())));
      }
    }
    return reads;
  }

  static boolean isConsistent(Members request) {
    return request.node().path("ConsistentRead").asBoolean(false);
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public List<Charge> charges(byte[] answer) {
    return reads().stream().map(this::charge).toList();
  }

  private Charge charge(Read read) {
    BilledItem item = read.item();
    double units = BilledSize.readUnits(item.size(dynamo));
    return new Charge(
        call.operation(),
        item.table(),
        item.partitionKey(),
        0,
        read.consistent() ? units : units / 2);
  }
}
