package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.store.UploadStore;
import dev.bulkhead.store.Usage;
import dev.bulkhead.store.UsageStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The counters of a tenant's storage in DynamoDB, each the sum of its parts. */
public final class DynamoUsageStore implements UsageStore {
  private final Table table;
  private final Keys keys;
  private final Accounting accounting;

  /** The counters of the tenant that the table was opened for. */
  public DynamoUsageStore(TenantTable table) {
    this.table = table.open();
    this.keys = table.keys();
    this.accounting = new Accounting(this.table, keys);
  }

  @Override
  public Usage of(Counter counter) {
    return Accounting.sum(accounting.parts(counter));
  }

  @Override
  public Map<ExperimentId, Usage> ofExperiments() {
    var experiments = new TreeMap<ExperimentId, Usage>();
    all(Keys::experimentCounters)
        .forEach((counter, usage) -> experiments.put(new ExperimentId(counter.owner()), usage));
    return experiments;
  }

  @Override
  public Map<String, Usage> ofRoots(Optional<String> after, Optional<String> last) {
    var roots = new TreeMap<String, Usage>(UploadStore.BY_KEY);
    all(shard -> Keys.rootCounters(shard, after, last))
        .forEach((counter, usage) -> roots.put(counter.owner(), usage));
    return roots;
  }

  private Map<Counter, Usage> all(Function<String, Range> range) {
    var counters = new HashMap<Counter, Usage>();
    for (String shard : keys.counters()) {
      for (Item item : table.queryAll(range.apply(shard))) {
        counters.merge(new Counter(Key.of(item).sort()), CounterItem.decode(item), Usage::plus);
      }
    }
    return counters;
  }
}
