package dev.bulkhead.app;

import dev.bulkhead.store.ArtifactStore;
import dev.bulkhead.store.ExperimentStore;
import dev.bulkhead.store.ModelStore;
import dev.bulkhead.store.RunStore;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.store.UploadStore;
import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import dev.bulkhead.store.dynamodb.DynamoModelStore;
import dev.bulkhead.store.dynamodb.DynamoRunStore;
import dev.bulkhead.store.dynamodb.ExperimentStages;
import dev.bulkhead.store.dynamodb.TenantTable;
import dev.bulkhead.store.s3.S3ArtifactStore;
import dev.bulkhead.store.s3.S3Spill;
import dev.bulkhead.tenancy.TenantId;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** One tenant's stores on AWS, on clients that sign with one session's credentials alone. */
final class LiveTenant implements TenantStores, SdkAutoCloseable {

  /** Where all tenants' data lies. */
  record Names(String table, String bucket) {}

  private final TenantId tenant;
  private final String bucket;
  private final DynamoDbClient dynamo;
  private final TenantTable table;
  private final Lazy<S3Client> s3;
  private final Lazy<S3Presigner> presigner;

  LiveTenant(AwsClients clients, AwsCredentialsProvider credentials, TenantId tenant, Names names) {
    this.tenant = tenant;
    this.bucket = names.bucket();
    this.dynamo = clients.dynamoDb(credentials);
    this.table =
        new TenantTable(dynamo, names.table(), tenant, new ExperimentStages(Clock.systemUTC()));
    this.s3 = new Lazy<>(() -> clients.s3(credentials));
    this.presigner = new Lazy<>(() -> clients.presigner(credentials));
  }

  @Override
  public ExperimentStore experiments() {
    return new DynamoExperimentStore(table);
  }

  @Override
  public RunStore runs() {
    return new DynamoRunStore(table, new S3Spill(s3, bucket, tenant));
  }

  @Override
  public ModelStore models() {
    return new DynamoModelStore(table);
  }

  @Override
  public ArtifactStore artifacts() {
    return new S3ArtifactStore(s3.get(), presigner.get(), bucket, tenant);
  }

  @Override
  public UploadStore uploads() {
    throw new UnsupportedOperationException("uploads of " + table);
  }

  @Override
  public void close() {
    dynamo.close();
    s3.close();
    presigner.close();
  }
}
