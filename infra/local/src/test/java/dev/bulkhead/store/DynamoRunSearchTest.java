package dev.bulkhead.store;

import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import dev.bulkhead.store.dynamodb.DynamoRunStore;
import dev.bulkhead.store.segments.SegmentCache;
import dev.bulkhead.tenancy.TenantId;

/** Searches for runs that all are open. */
final class DynamoRunSearchTest extends RunSearchContract {
  private final TestTable table = new TestTable();

  @Override
  ExperimentStore openExperiments(TenantId tenant) {
    return new DynamoExperimentStore(table.open(tenant));
  }

  @Override
  RunStore open(TenantId tenant) {
    return new DynamoRunStore(table.open(tenant), new TestSpill(), new SegmentCache(0));
  }

  @Override
  void beforeSearching() {}
}
