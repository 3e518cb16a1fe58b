package dev.bulkhead.app;

import dev.bulkhead.store.dynamodb.ExperimentStages;
import dev.bulkhead.tenancy.TenantSession;
import java.time.Clock;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Clients that sign with one session's credentials alone, or another's of the same request where
 * what they sign must outlive it, and what was learnt through them. They name no tenant: keys are
 * made of the caller's, so that clients handed to the wrong call are refused by AWS.
 */
record SessionClients(
    DynamoDbClient dynamo,
    Lazy<S3Client> s3,
    Lazy<S3Presigner> presigner,
    Supplier<TenantSession> freshSession,
    ExperimentStages stages)
    implements SdkAutoCloseable {

  static SessionClients of(AwsClients clients, SessionCredentials credentials) {
    var renewal = new Renewal(credentials);
    return new SessionClients(
        new RenewedDynamoDb(clients.dynamoDb(credentials), renewal),
        new Lazy<>(() -> new RenewedS3(clients.s3(credentials), renewal)),
        new Lazy<>(() -> clients.presigner(credentials)),
        credentials::fresh,
        new ExperimentStages(Clock.systemUTC()));
  }

  @Override
  public void close() {
    dynamo.close();
    s3.close();
    presigner.close();
  }
}
