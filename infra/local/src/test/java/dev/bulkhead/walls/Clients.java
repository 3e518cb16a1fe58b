package dev.bulkhead.walls;

import dev.bulkhead.app.Environment;
import dev.bulkhead.store.s3.PresignedUrls;
import dev.bulkhead.tenancy.TenantSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Clients of one session on the local stack. */
record Clients(
    DynamoDbClient dynamo, S3Client s3, S3Presigner presigner, AwsCredentialsProvider credentials) {
  private static final SdkHttpClient HTTP = Apache5HttpClient.create();

  static Clients of(
      Environment environment, AwsCredentialsProvider credentials, ExecutionInterceptor calls) {
    return new Clients(
        client(DynamoDbClient.builder(), "DYNAMODB", environment, credentials, calls),
        client(S3Client.builder().forcePathStyle(true), "S3", environment, credentials, calls),
        presigner(environment, credentials),
        credentials);
  }

  /** URLs that this session signs, the long-lived ones too. */
  PresignedUrls urls(String bucket) {
    return new PresignedUrls(presigner, bucket, this::session, InstantSource.system());
  }

  private TenantSession session() {
    return new TenantSession(
        (AwsSessionCredentials) credentials.resolveCredentials(),
        Instant.now().plus(Duration.ofHours(1)));
  }

  static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder,
      String service,
      Environment environment,
      AwsCredentialsProvider credentials,
      ExecutionInterceptor calls) {
    return builder
        .httpClient(HTTP)
        .region(environment.region())
        .endpointOverride(environment.endpoint(service).orElseThrow())
        .credentialsProvider(credentials)
        .overrideConfiguration(override -> override.addExecutionInterceptor(calls))
        .build();
  }

  private static S3Presigner presigner(
      Environment environment, AwsCredentialsProvider credentials) {
    return S3Presigner.builder()
        .region(environment.region())
        .credentialsProvider(credentials)
        .endpointOverride(environment.endpoint("S3").orElseThrow())
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }
}
