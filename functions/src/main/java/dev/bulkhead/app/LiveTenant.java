package dev.bulkhead.app;

import dev.bulkhead.store.Archive;
import dev.bulkhead.store.ArtifactStore;
import dev.bulkhead.store.Bin;
import dev.bulkhead.store.ChoreRequests;
import dev.bulkhead.store.ExperimentStore;
import dev.bulkhead.store.Exports;
import dev.bulkhead.store.MetricLogs;
import dev.bulkhead.store.ModelStore;
import dev.bulkhead.store.RangeCache;
import dev.bulkhead.store.RememberedSpill;
import dev.bulkhead.store.RunSealing;
import dev.bulkhead.store.RunStore;
import dev.bulkhead.store.Spill;
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
import dev.bulkhead.store.dynamodb.TenantTable;
import dev.bulkhead.store.s3.PresignedUrls;
import dev.bulkhead.store.s3.S3ArtifactStore;
import dev.bulkhead.store.s3.S3Exports;
import dev.bulkhead.store.s3.S3Spill;
import dev.bulkhead.store.s3.S3TenantObjects;
import dev.bulkhead.store.segments.SegmentCache;
import dev.bulkhead.tenancy.TenantId;
import java.time.InstantSource;

/** One tenant's stores on AWS, on clients whose session is that tenant's. */
final class LiveTenant implements TenantStores {

  /** Where all tenants' data lies. */
  record Names(String table, String bucket) {}

  /** What the function remembers of all tenants' segments: of runs, and of their metrics. */
  record Memory(SegmentCache runs, RangeCache metrics) {}

  private final SessionClients clients;
  private final TenantId tenant;
  private final String bucket;
  private final TenantTable table;
  private final Memory memory;
  private final ChoreRequests requests;

  LiveTenant(
      SessionClients clients, TenantId tenant, Names names, Memory memory, ChoreRequests requests) {
    this.clients = clients;
    this.tenant = tenant;
    this.bucket = names.bucket();
    this.memory = memory;
    this.requests = requests;
    this.table = new TenantTable(clients.dynamo(), names.table(), tenant, clients.stages());
  }

  @Override
  public ExperimentStore experiments() {
    return new DynamoExperimentStore(table);
  }

  @Override
  public RunStore runs() {
    var remembered = new RememberedSpill(spill(), tenant, memory.metrics());
    return new DynamoRunStore(table, remembered, memory.runs(), requests);
  }

  @Override
  public RunSealing sealing() {
    return new DynamoRunSealing(table, spill());
  }

  @Override
  public MetricLogs metricLogs() {
    return new DynamoMetricLogs(table, spill());
  }

  private Spill spill() {
    return new S3Spill(clients.s3(), bucket, tenant);
  }

  @Override
  public ModelStore models() {
    return new DynamoModelStore(table);
  }

  @Override
  public ArtifactStore artifacts() {
    var urls =
        new PresignedUrls(
            clients.presigner().get(), bucket, clients.freshSession(), InstantSource.system());
    return new S3ArtifactStore(clients.s3().get(), urls, bucket, tenant);
  }

  @Override
  public Bin bin() {
    return new DynamoBin(table, spill());
  }

  @Override
  public UploadStore uploads() {
    return new DynamoUploadStore(table);
  }

  @Override
  public TenantObjects objects() {
    return new S3TenantObjects(clients.s3().get(), bucket, tenant);
  }

  @Override
  public Archive archive() {
    return new DynamoArchive(table, "s3://" + bucket + "/tenants/" + tenant + "/");
  }

  @Override
  public Exports exports() {
    return new S3Exports(clients.s3().get(), bucket, tenant);
  }

  @Override
  public UsageStore usage() {
    return new DynamoUsageStore(table);
  }
}
