package dev.bulkhead.store;

import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

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
    dynamo.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .attributeDefinitions(List.of(string("pk"), string("sk"))));
    return name;
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition string(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}
