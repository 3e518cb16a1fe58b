package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.MetricLogs;
import dev.bulkhead.store.Spill;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The upkeep of a tenant's metric logs in DynamoDB, folded into what spills from it. */
public final class DynamoMetricLogs implements MetricLogs {
  private final Table table;
  private final Keys keys;
  private final Spill spill;

  /** The logs of the tenant that the table was opened for. */
  public DynamoMetricLogs(TenantTable table, Spill spill) {
    this.table = table.open();
    this.keys = table.keys();
    this.spill = spill;
  }

  @Override
  public List<RunId> marked(Optional<RunId> behind, int limit) {
    return table.query(keys.marks(behind), limit).items().stream()
        .map(mark -> new RunId(Key.of(mark).sort()))
        .toList();
  }

  @Override
  public boolean fold(RunId run, Instant now) {
    return new MetricFolding(table, spill, run, keys.run(run), now).fold();
  }
}
