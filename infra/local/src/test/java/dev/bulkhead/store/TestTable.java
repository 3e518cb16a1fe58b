package dev.bulkhead.store;

import dev.bulkhead.store.dynamodb.ExperimentStages;
import dev.bulkhead.store.dynamodb.TenantTable;
import dev.bulkhead.tenancy.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A tracking table of its own for each test, in one DynamoDB for all of them. */
final class TestTable {
  static final TenantId ACME = new TenantId("acme");
  static final TenantId ACME2 = new TenantId("acme2");

  private static final DynamoDbClient DYNAMO = TestBackend.chosen().dynamo();

  private final String name = "tracking-" + UUID.randomUUID();
  private final DynamoDbClient dynamo;

  TestTable() {
    this(DYNAMO);
  }

  /** A table whose stores go through this client. */
  TestTable(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
    DYNAMO.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .attributeDefinitions(List.of(string("pk"), string("sk"))));
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

  static DynamoDbClient dynamo() {
    return DYNAMO;
  }

  String name() {
    return name;
  }

  /** How many items there are, whoever's. */
  int size() {
    return DYNAMO.scanPaginator(scan -> scan.tableName(name)).items().stream().toList().size();
  }

  /** The table as a fresh execution environment of the tenant sees it. */
  TenantTable open(TenantId tenant) {
    return open(tenant, Clock.systemUTC());
  }

  TenantTable open(TenantId tenant, Clock clock) {
    return new TenantTable(dynamo, name, tenant, new ExperimentStages(clock));
  }
}
