package dev.bulkhead.walls;

import dev.bulkhead.store.Archive;
import dev.bulkhead.store.ArtifactStore;
import dev.bulkhead.store.Bin;
import dev.bulkhead.store.ExperimentStore;
import dev.bulkhead.store.Exports;
import dev.bulkhead.store.MetricLogs;
import dev.bulkhead.store.ModelStore;
import dev.bulkhead.store.RunSealing;
import dev.bulkhead.store.RunStore;
import dev.bulkhead.store.TenantObjects;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.store.UploadStore;
import dev.bulkhead.store.UsageStore;
import dev.bulkhead.store.dynamodb.DynamoArchive;
import dev.bulkhead.store.dynamodb.DynamoBin;
import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import dev.bulkhead.store.dynamodb.DynamoMetricLogs;
import dev.bulkhead.store.dynamodb.DynamoModelStore;
import dev.bulkhead.store.dynamodb.DynamoRunSealing;
import dev.bulkhead.store.dynamodb.DynamoRunStore;
import dev.bulkhead.store.dynamodb.DynamoUploadStore;
import dev.bulkhead.store.dynamodb.DynamoUsageStore;
import dev.bulkhead.store.dynamodb.ExperimentStages;
import dev.bulkhead.store.dynamodb.TenantTable;
import dev.bulkhead.store.s3.S3ArtifactStore;
import dev.bulkhead.store.s3.S3Exports;
import dev.bulkhead.store.s3.S3Spill;
import dev.bulkhead.store.s3.S3TenantObjects;
import dev.bulkhead.store.segments.SegmentCache;
import dev.bulkhead.tenancy.TenantId;
import java.time.Clock;

/** A tenant's real stores, told what the fault has them told. */
record FaultyTenant(Clients clients, Fault fault, TenantId own, String tableName, String bucket)
    implements TenantStores {

  @Override
  public ExperimentStore experiments() {
    return new DynamoExperimentStore(table());
  }

  @Override
  public RunStore runs() {
    return new DynamoRunStore(table(), spill(), new SegmentCache(1 << 20));
  }

  @Override
  public RunSealing sealing() {
    return new DynamoRunSealing(table(), spill());
  }

  @Override
  public MetricLogs metricLogs() {
    return new DynamoMetricLogs(table(), spill());
  }

  private S3Spill spill() {
    return new S3Spill(clients::s3, bucket, fault.ofSpill(own));
  }

  @Override
  public ModelStore models() {
    return new DynamoModelStore(table());
  }

  @Override
  public ArtifactStore artifacts() {
    return new MislentArtifacts(files(fault.ofArtifacts(own)), files(fault.ofUrls(own)));
  }

  @Override
  public Bin bin() {
    return new DynamoBin(table(), spill());
  }

  @Override
  public UploadStore uploads() {
    return new DynamoUploadStore(table());
  }

  @Override
  public UsageStore usage() {
    return new DynamoUsageStore(table());
  }

  @Override
  public TenantObjects objects() {
    return new S3TenantObjects(clients.s3(), bucket, fault.ofArtifacts(own));
  }

  @Override
  public Archive archive() {
    return new DynamoArchive(table(), "s3://" + bucket + "/tenants/" + own + "/");
  }

  @Override
  public Exports exports() {
    return new S3Exports(clients.s3(), bucket, fault.ofArtifacts(own));
  }

  private TenantTable table() {
    return new TenantTable(
        clients.dynamo(), tableName, fault.ofTable(own), new ExperimentStages(Clock.systemUTC()));
  }

  private ArtifactStore files(TenantId tenant) {
    return new S3ArtifactStore(clients.s3(), clients.urls(bucket), bucket, tenant);
  }
}
