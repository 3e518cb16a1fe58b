package dev.bulkhead.store;

import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import dev.bulkhead.tenancy.TenantId;

final class DynamoExperimentStoreTest extends ExperimentStoreContract {
  private final TestTable table = new TestTable();

  @Override
  ExperimentStore open(TenantId tenant) {
    return new DynamoExperimentStore(table.open(tenant));
  }
}
