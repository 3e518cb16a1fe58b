package dev.bulkhead.app;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Makes AWS clients that are alike but for their credentials and share one pool of connections.
 * Everything is stated here, so that no file or variable of the process changes what a client does.
 */
final class AwsClients {
  private static final Duration CONNECT = Duration.ofSeconds(1);

  /** Well before AWS closes them: a function may be frozen for minutes between two calls. */
  private static final Duration MAX_IDLE = Duration.ofSeconds(20);

  private static final int MAX_CONNECTIONS = 64;
  private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

  private final Environment environment;
  private final Patience patience;
  private final SdkHttpClient http;

  /** Clients for an environment. */
  AwsClients(Environment environment, Patience patience) {
    this.environment = environment;
    this.patience = patience;
    this.http =
        Rehearsal.connections(
            Apache5HttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(patience.silence())
                .connectionAcquisitionTimeout(patience.silence())
                .connectionMaxIdleTime(MAX_IDLE)
                .maxConnections(MAX_CONNECTIONS)
                .proxyConfiguration(
                    ProxyConfiguration.builder()
                        .useSystemPropertyValues(false)
                        .useEnvironmentVariableValues(false)
                        .build()));
  }

  StsClient sts(AwsCredentialsProvider credentials) {
    return client(StsClient.builder(), "STS", credentials, List.of(inTime()));
  }

  DynamoDbClient dynamoDb(AwsCredentialsProvider credentials) {
    List<ExecutionInterceptor> interceptors = List.of(inTime(), new CountedUnits());
    return client(DynamoDbClient.builder(), "DYNAMODB", credentials, interceptors);
  }

  S3Client s3(AwsCredentialsProvider credentials) {
    var builder = S3Client.builder().forcePathStyle(isS3Local());
    return client(builder, "S3", credentials, List.of(inTime()));
  }

  SqsClient sqs(AwsCredentialsProvider credentials) {
    return client(SqsClient.builder(), "SQS", credentials, List.of(inTime()));
  }

  S3Presigner presigner(AwsCredentialsProvider credentials) {
    var builder =
        S3Presigner.builder()
            .region(environment.region())
            .credentialsProvider(credentials)
            .serviceConfiguration(
                S3Configuration.builder()
                    .profileFile(NO_PROFILES)
                    .pathStyleAccessEnabled(isS3Local())
                    .build());
    environment.endpoint("S3").ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /** A bucket is a host name at AWS alone. */
  private boolean isS3Local() {
    return environment.endpoint("S3").isPresent();
  }

  private ExecutionInterceptor inTime() {
    return new InTime(patience.attempt(CONNECT));
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder,
      String service,
      AwsCredentialsProvider credentials,
      List<ExecutionInterceptor> interceptors) {
    environment.endpoint(service).ifPresent(builder::endpointOverride);
    return builder
        .httpClient(http)
        .region(environment.region())
        .credentialsProvider(credentials)
        .defaultsMode(DefaultsMode.IN_REGION)
        .overrideConfiguration(
            settings ->
                settings
                    .defaultProfileFile(NO_PROFILES)
                    .executionInterceptors(interceptors)
                    .retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(patience.attempts())
                            .build()))
        .build();
  }
}
