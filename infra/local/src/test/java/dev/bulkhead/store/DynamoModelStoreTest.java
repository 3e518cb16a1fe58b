package dev.bulkhead.store;

import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import dev.bulkhead.store.dynamodb.DynamoModelStore;
import dev.bulkhead.store.dynamodb.DynamoRunStore;
import dev.bulkhead.store.segments.SegmentCache;
import dev.bulkhead.tenancy.TenantId;

final class DynamoModelStoreTest extends ModelStoreContract {
  private final TestTable table = new TestTable();

  @Override
  ExperimentStore openExperiments(TenantId tenant) {
    return new DynamoExperimentStore(table.open(tenant));
  }

  @Override
  RunStore openRuns(TenantId tenant) {
    return new DynamoRunStore(table.open(tenant), new TestSpill(), new SegmentCache(0));
  }

  @Override
  ModelStore open(TenantId tenant) {
    return new DynamoModelStore(table.open(tenant));
  }
}
