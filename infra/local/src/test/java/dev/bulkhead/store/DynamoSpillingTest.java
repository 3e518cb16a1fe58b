package dev.bulkhead.store;

import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import dev.bulkhead.store.dynamodb.DynamoRunStore;
import dev.bulkhead.store.segments.SegmentCache;
import dev.bulkhead.tenancy.TenantId;

final class DynamoSpillingTest extends SpillingContract {
  private final TestTable table = new TestTable();
  private final TestSpill spill = new TestSpill();

  @Override
  ExperimentStore openExperiments(TenantId tenant) {
    return new DynamoExperimentStore(table.open(tenant));
  }

  @Override
  RunStore open(TenantId tenant) {
    return new DynamoRunStore(table.open(tenant), spill, new SegmentCache(0));
  }

  @Override
  int spilled() {
    return spill.size();
  }
}
