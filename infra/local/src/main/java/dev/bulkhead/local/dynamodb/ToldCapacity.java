package dev.bulkhead.local.dynamodb;

import dev.bulkhead.local.dynamodb.Meter.Charge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an answer says of the units that its call consumed, as AWS's would: DynamoDB Local says half
 * of what a transaction costs, and measures some items otherwise than AWS documents it.
 */
final class ToldCapacity {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TOLD = "ConsumedCapacity";

  private ToldCapacity() {}

  static boolean isAsked(Call call) {
    return call.body()
        .string("ReturnConsumedCapacity")
        .filter(what -> !what.equals("NONE"))
        .isPresent();
  }

  /** The answer, with the charges in place of what it said. */
  static byte[] tell(String operation, List<Charge> charges, byte[] answer) {
    ObjectNode told = (ObjectNode) JSON.readTree(answer);
    told.remove(TOLD);
    switch (operation) {
      case "BatchGetItem", "BatchWriteItem", "TransactWriteItems" -> {
        ArrayNode tables = told.putArray(TOLD);
        byTable(charges).forEach((table, units) -> write(tables.addObject(), table, units));
      }
      default ->
          byTable(charges).forEach((table, units) -> write(told.putObject(TOLD), table, units));
    }
    return JSON.writeValueAsBytes(told);
  }

  private record Units(double read, double written) {}

  private static Map<String, Units> byTable(List<Charge> charges) {
    var tables = new LinkedHashMap<String, Units>();
    for (Charge charge : charges) {
      tables.merge(
          charge.table(),
          new Units(charge.read(), charge.written()),
          (a, b) -> new Units(a.read() + b.read(), a.written() + b.written()));
    }
    return tables;
  }

  /** AWS splits the units of transactions alone; nobody minds to be told of others. */
  private static void write(ObjectNode out, String table, Units units) {
    out.put("TableName", table);
    out.put("CapacityUnits", units.read() + units.written());
    out.put("ReadCapacityUnits", units.read());
    out.put("WriteCapacityUnits", units.written());
  }
}
