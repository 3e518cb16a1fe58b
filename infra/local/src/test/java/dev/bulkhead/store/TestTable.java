package dev.bulkhead.store;

import dev.bulkhead.store.dynamodb.ExperimentStages;
import dev.bulkhead.store.dynamodb.TenantTable;
import dev.bulkhead.tenancy.TenantId;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A tracking table of its own for each test, in one DynamoDB for all of them. Where a table takes
 * seconds to make, all tests share one and each has tenants of its own.
 */
final class TestTable {
  static final TenantId ACME = new TenantId("acme");
  static final TenantId ACME2 = new TenantId("acme2");

  private static final TestBackend BACKEND = TestBackend.chosen();
  private static final DynamoDbClient DYNAMO = BACKEND.dynamo();
  private static final TestTables TABLES = new TestTables(DYNAMO, BACKEND.sharesATable());

  private final String name;
  private final String prefix;
  private final DynamoDbClient dynamo;

  TestTable() {
    this(DYNAMO);
  }

  /** A table whose stores go through this client. */
  TestTable(DynamoDbClient dynamo) {
    this(dynamo, TABLES.next(), TABLES.tenants());
  }

  private TestTable(DynamoDbClient dynamo, String name, String prefix) {
    this.dynamo = dynamo;
    this.name = name;
    this.prefix = prefix;
  }

  /** The same table, through another client. */
  TestTable through(DynamoDbClient other) {
    return new TestTable(other, name, prefix);
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
    return new TenantTable(dynamo, name, own(tenant), new ExperimentStages(clock));
  }

  /** What the tenant is called in this table. */
  TenantId own(TenantId tenant) {
    // Before the name, so that one tenant's stays the beginning of another's.
    return new TenantId(prefix + tenant);
  }
}
