package dev.bulkhead.tenancy;

import dev.bulkhead.app.Environment;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients that sign with the credentials of one session, and ask whatever they are told to. */
public record TenantCredentials(DynamoDbClient dynamo, S3Client s3) {
  private static final SdkHttpClient HTTP = Apache5HttpClient.create();

  /** The clients of a session that the function of this environment asks STS for. */
  public static TenantCredentials of(Environment function, SessionRequest request) {
    StsClient sts = client(StsClient.builder(), "STS", function, function.credentials());
    AwsCredentialsProvider session =
        StaticCredentialsProvider.create(new StsSessionIssuer(sts).issue(request).credentials());
    return new TenantCredentials(
        client(DynamoDbClient.builder(), "DYNAMODB", function, session),
        client(S3Client.builder().forcePathStyle(true), "S3", function, session));
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder, String service, Environment function, AwsCredentialsProvider credentials) {
    return builder
        .httpClient(HTTP)
        .region(function.region())
        .endpointOverride(function.endpoint(service).orElseThrow())
        .credentialsProvider(credentials)
        .build();
  }
}
