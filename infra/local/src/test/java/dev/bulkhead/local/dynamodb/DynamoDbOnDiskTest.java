package dev.bulkhead.local.dynamodb;

import static dev.bulkhead.local.dynamodb.TestDynamo.TABLE;
import static dev.bulkhead.local.dynamodb.TestDynamo.item;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

final class DynamoDbOnDiskTest {
  @TempDir Path directory;

  @Test
  void keepsTablesAndItemsAcrossRestarts() throws IOException {
    Path made = directory.resolve("not/there yet");
    try (TestDynamo first = TestDynamo.onDisk(made);
        DynamoDbClient client = first.client(first.operator())) {
      client.putItem(r -> r.tableName(TABLE).item(item("T#acme#X", "1")));
    }

    try (TestDynamo second = TestDynamo.onDisk(made);
        DynamoDbClient client = second.client(second.operator())) {
      assertThat(client.scan(r -> r.tableName(TABLE)).items())
          .containsExactly(item("T#acme#X", "1"));
    }
  }
}
