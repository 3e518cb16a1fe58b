package dev.bulkhead.bench;

import dev.bulkhead.store.Archive;
import dev.bulkhead.store.ArtifactStore;
import dev.bulkhead.store.Bin;
import dev.bulkhead.store.ExperimentStore;
import dev.bulkhead.store.Exports;
import dev.bulkhead.store.MetricLogs;
import dev.bulkhead.store.ModelStore;
import dev.bulkhead.store.RunSealing;
import dev.bulkhead.store.RunStore;
import dev.bulkhead.store.Spill;
import dev.bulkhead.store.TenantObjects;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.store.UploadStore;
import dev.bulkhead.store.UsageStore;
import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import dev.bulkhead.store.dynamodb.DynamoRunStore;
import dev.bulkhead.store.dynamodb.TenantTable;
import dev.bulkhead.store.segments.SegmentCache;

/** A tenant's stores on a table, without S3: what O1 calls needs none. */
record Opened(TenantTable table, Spill spill) implements TenantStores {

  @Override
  public ExperimentStore experiments() {
    return new DynamoExperimentStore(table);
  }

  @Override
  public RunStore runs() {
    return new DynamoRunStore(table, spill, new SegmentCache(0));
  }

  @Override
  public RunSealing sealing() {
    throw new UnsupportedOperationException();
  }

  @Override
  public MetricLogs metricLogs() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ModelStore models() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ArtifactStore artifacts() {
    throw new UnsupportedOperationException();
  }

  @Override
  public UploadStore uploads() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Bin bin() {
    throw new UnsupportedOperationException();
  }

  @Override
  public TenantObjects objects() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Archive archive() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Exports exports() {
    throw new UnsupportedOperationException();
  }

  @Override
  public UsageStore usage() {
    throw new UnsupportedOperationException();
  }
}
