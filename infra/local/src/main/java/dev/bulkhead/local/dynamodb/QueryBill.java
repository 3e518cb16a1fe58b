package dev.bulkhead.local.dynamodb;

import dev.bulkhead.local.dynamodb.Meter.Charge;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bill of a query: all that it goes through, whatever of that it finds. DynamoDB Local tells
 * how much that was, but that reading nothing costs the least and not nothing.
 */
final class QueryBill implements Bill {
  private static final JsonMapper JSON = new JsonMapper();

  private final Call call;
  private final String partitionKey;
  private final byte[] body;

  QueryBill(Call call, String partitionKey) {
    this.call = call;
    this.partitionKey = partitionKey;
    this.body = asking(call.body());
  }

  private static byte[] asking(Members call) {
    ObjectNode body = ((ObjectNode) call.node()).deepCopy();
    body.put("ReturnConsumedCapacity", "TOTAL");
    return JSON.writeValueAsBytes(body);
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public List<Charge> charges(byte[] answer) {
    JsonNode told = JSON.readTree(answer).path("ConsumedCapacity").path("CapacityUnits");
    if (!told.isNumber()) {
      return List.of();
    }
    double least = ReadBill.isConsistent(call.body()) ? 1 : 0.5;
    return List.of(
        new Charge(
            call.operation(),
            call.body().string("TableName").orElse(""),
            partitionKey,
            0,
            Math.max(least, told.asDouble())));
  }
}
