package dev.bulkhead.store;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import dev.bulkhead.store.dynamodb.DynamoRunSealing;
import dev.bulkhead.store.dynamodb.DynamoRunStore;
import dev.bulkhead.store.segments.SegmentCache;
import dev.bulkhead.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Searches for runs that all are sealed. */
final class SealedRunSearchTest extends RunSearchContract {
  private final TestTable table = new TestTable();
  private final Map<TenantId, Spill> spills = new ConcurrentHashMap<>();
  private final SegmentCache cache = new SegmentCache(1 << 20);

  @Override
  ExperimentStore openExperiments(TenantId tenant) {
    return new DynamoExperimentStore(table.open(tenant));
  }

  @Override
  RunStore open(TenantId tenant) {
    return new DynamoRunStore(table.open(tenant), spill(tenant), cache);
  }

  private Spill spill(TenantId tenant) {
    return spills.computeIfAbsent(tenant, _ -> new TestSpill());
  }

  @Override
  void beforeSearching() {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
    RunSealing sealing =
        new DynamoRunSealing(table.open(TestTable.ACME, later), spill(TestTable.ACME));
    for (String id : new String[] {"42", "7"}) {
      while (sealing.seal(new ExperimentId(id)).more()) {}
    }
  }
}
