package dev.bulkhead.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Compares our sums with DynamoDB Local's, for calls of which it tells the truth. */
@Timeout(60)
class BilledSizeTest {
  private static final long SEED = 11;
  private static TestDynamo dynamo;

  @BeforeAll
  static void start() throws IOException {
    dynamo = TestDynamo.inMemory();
  }

  @AfterAll
  static void stop() {
    dynamo.close();
  }

  @Test
  void unitsOfItemsOfAllKindsAreThoseThatDynamoDbTells() {
    DynamoDbClient client = dynamo.client(dynamo.operator());
    var random = new Random(SEED);
    for (int i = 0; i < 100; i++) {
      Map<String, AttributeValue> item = item(random, i);

      PutItemResponse put =
          client.putItem(
              p ->
                  p.tableName(TestDynamo.TABLE)
                      .item(item)
                      .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
      GetItemResponse got =
          client.getItem(
              g ->
                  g.tableName(TestDynamo.TABLE)
                      .key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))
                      .consistentRead(true)
                      .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

      long size = BilledSize.of(item);
      assertThat((double) BilledSize.writeUnits(size))
          .as("seed %d, item %d of %d bytes", SEED, i, size)
          .isEqualTo(put.consumedCapacity().capacityUnits());
      assertThat((double) BilledSize.readUnits(size))
          .as("seed %d, item %d of %d bytes", SEED, i, size)
          .isEqualTo(got.consumedCapacity().capacityUnits());
    }
  }

  private static Map<String, AttributeValue> item(Random random, int number) {
    var item = new HashMap<String, AttributeValue>();
    item.put("pk", AttributeValue.fromS("T#acme#X"));
    item.put("sk", AttributeValue.fromS("é" + number));
    for (int i = 0; i < 1 + random.nextInt(30); i++) {
      item.put("attribute" + i, value(random, 2));
    }
    return item;
  }

  private static AttributeValue value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> AttributeValue.fromS("ö".repeat(1 + random.nextInt(200)));
      case 1 -> AttributeValue.fromN(Integer.toString(1_000_001 + 2 * random.nextInt(1_000_000)));
      case 2 -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[1 + random.nextInt(700)]));
      case 3 -> AttributeValue.fromBool(random.nextBoolean());
      case 4 -> AttributeValue.fromL(List.of(value(random, depth - 1), value(random, depth - 1)));
      default -> AttributeValue.fromM(Map.of("inner", value(random, depth - 1)));
    };
  }
}
