package dev.bulkhead.store;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.ViewType;
import dev.bulkhead.search.RunQuery;
import dev.bulkhead.store.dynamodb.DynamoRunSealing;
import dev.bulkhead.store.dynamodb.DynamoRunStore;
import dev.bulkhead.store.segments.SegmentCache;
import dev.bulkhead.tenancy.TenantId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Execution environments of one tenant that search and seal, each with a memory of its own. */
record Sealed(TestTable table, TenantId tenant, TestSpill spill, Clock clock) {
  private static final long CACHE = 64L << 20;

  RunStore store() {
    return store(CACHE);
  }

  RunStore store(long cacheBytes) {
    return new DynamoRunStore(table.open(tenant, clock), spill, new SegmentCache(cacheBytes));
  }

  RunSealing sealing() {
    return new DynamoRunSealing(table.open(tenant, clock), spill);
  }

  /** Seals whatever is due; says how many runs that were. */
  int sealAll(ExperimentId experiment) {
    int sealed = 0;
    boolean more = true;
    while (more) {
      RunSealing.Sealed done = sealing().seal(experiment);
      sealed += done.runs();
      more = done.more();
    }
    return sealed;
  }

  /** A search that cannot be read off the keys. */
  static RunSearch search(ExperimentId experiment, String filter, String... orderBy) {
    return new RunSearch(
        List.of(experiment),
        ViewType.ALL,
        RunQuery.parse(filter, List.of(orderBy)),
        Optional.empty());
  }

  /** What a search must find among these runs: each as it is, looked at one by one. */
  static List<Run> truth(RunStore store, List<RunId> runs, RunSearch search) {
    return runs.stream()
        .map(store::get)
        .filter(search.query()::matches)
        .sorted(search.query().order())
        .toList();
  }

  static List<Run> find(RunStore store, RunSearch search) {
    return find(store, search, Integer.MAX_VALUE);
  }

  static List<Run> find(RunStore store, RunSearch search, int limit) {
    List<Run> found = new ArrayList<>();
    store.search(search, limit).forEachRemaining(found::add);
    return found;
  }
}
