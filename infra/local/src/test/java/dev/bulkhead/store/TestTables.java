package dev.bulkhead.store;

import dev.bulkhead.local.stack.Tables;
import dev.bulkhead.local.template.DynamoTable;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The tables of tests: one for each, or one that is shared and deleted when this JVM ends. */
final class TestTables {
  private final DynamoDbClient dynamo;
  private final boolean shared;
  private String sharedName = "";

  TestTables(DynamoDbClient dynamo, boolean shared) {
    this.dynamo = dynamo;
    this.shared = shared;
  }

  /** The table of the next test. */
  synchronized String next() {
    if (!shared) {
      return created();
    }
    if (sharedName.isEmpty()) {
      String name = created();
      dynamo.waiter().waitUntilTableExists(table -> table.tableName(name));
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> dynamo.deleteTable(table -> table.tableName(name))));
      sharedName = name;
    }
    return sharedName;
  }

  /** What the tenants' names of the next test begin with. */
  String tenants() {
    return shared ? "t" + UUID.randomUUID().toString().substring(0, 8) + "-" : "";
  }

  private String created() {
    String name = "bulkhead-test-" + UUID.randomUUID();
    dynamo.createTable(Tables.request(new DynamoTable("Test", name, "pk", "sk")));
    return name;
  }
}
