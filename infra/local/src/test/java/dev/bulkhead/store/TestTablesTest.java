package dev.bulkhead.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What profiles change about tables, tried on DynamoDB Local. */
final class TestTablesTest {
  @Test
  void eachTestHasATableOfItsOwnAndTheTenantsThatItNames() {
    var tables = new TestTables(TestTable.dynamo(), false);

    assertThat(tables.next()).isNotEqualTo(tables.next());
    assertThat(tables.tenants()).isEmpty();
  }

  @Test
  void whereOneIsSharedEachTestHasTenantsOfItsOwn() {
    var tables = new TestTables(TestTable.dynamo(), true);

    assertThat(tables.next()).isEqualTo(tables.next());
    assertThat(tables.tenants()).matches("t[0-9a-f]{8}-").isNotEqualTo(tables.tenants());
  }
}
