package dev.bulkhead.local.dynamodb;

import static dev.bulkhead.local.dynamodb.TestDynamo.TABLE;
import static dev.bulkhead.local.dynamodb.TestDynamo.item;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

final class RenewedTableTest {
  private static final String ACME = "T#acme#X";
  private static final String ACME2 = "T#acme2#X";

  /** A remembered key of the old table would judge an item by what is now its sort key. */
  @Test
  void judgesATableThatWasMadeAnewByItsNewKey() throws IOException {
    try (TestDynamo dynamo = TestDynamo.inMemory()) {
      DynamoDbClient operator = dynamo.client(dynamo.operator());
      DynamoDbClient acme =
          dynamo.client(Wall.BOTH.session(dynamo.iam, "acme", "write", Duration.ofHours(1)));
      acme.putItem(r -> r.tableName(TABLE).item(item(ACME, ACME2)));

      operator.deleteTable(r -> r.tableName(TABLE));
      operator.createTable(TestDynamo.table().toBuilder().keySchema(swapped()).build());

      assertThatThrownBy(() -> acme.putItem(r -> r.tableName(TABLE).item(item(ACME, ACME2))))
          .isInstanceOf(DynamoDbException.class)
          .hasMessageContaining("is not authorized");
      assertThatCode(() -> acme.putItem(r -> r.tableName(TABLE).item(item(ACME2, ACME))))
          .doesNotThrowAnyException();
    }
  }

  private static List<KeySchemaElement> swapped() {
    return TestDynamo.table().keySchema().stream()
        .map(k -> k.toBuilder().attributeName(k.attributeName().equals("pk") ? "sk" : "pk").build())
        .toList();
  }
}
