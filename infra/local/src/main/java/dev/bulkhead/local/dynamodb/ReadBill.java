package dev.bulkhead.local.dynamodb;

import java.util.ArrayList;
import java.util.List;

/**
 * The bill of a call that reads items by their keys: whole items, whatever of them is asked for,
 * each rounded up by itself.
 */
final class ReadBill implements Bill {
  private final DynamoDbLocal dynamo;
  private final Meter meter;
  private final Call call;
  private final byte[] body;

  ReadBill(DynamoDbLocal dynamo, Meter meter, Call call, byte[] body) {
    this.dynamo = dynamo;
    this.meter = meter;
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
  public void settle(byte[] answer) {
    for (Read read : reads()) {
      double units = BilledSize.readUnits(read.item().size(dynamo));
      meter.charged(
          new Meter.Charge(
              call.operation(),
              read.item().table(),
              read.item().partitionKey(),
              0,
              read.consistent() ? units : units / 2));
    }
  }
}
