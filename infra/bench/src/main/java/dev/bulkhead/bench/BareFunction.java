package dev.bulkhead.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * What the AWS SDK alone takes to call the services that a function of ours calls first, once each
 * and by the same HTTP client: {@code BARE_CALLS} names them.
 */
public final class BareFunction implements RequestStreamHandler {
  /** The variable with the services to call, in this order: {@code STS DYNAMODB S3}. */
  static final String CALLS = "BARE_CALLS";

  private final String calls = System.getenv(CALLS);
  private final AwsCredentialsProvider own = DefaultCredentialsProvider.builder().build();

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    if (!calls.isEmpty()) {
      call();
    }
    answer.write("{}".getBytes(StandardCharsets.UTF_8));
  }

  private void call() {
    SdkHttpClient http = Apache5HttpClient.create();
    AwsCredentialsProvider credentials = calls.contains("STS") ? session(http) : own;
    if (calls.contains("DYNAMODB")) {
      dynamo(http, credentials);
    }
    if (calls.contains("S3")) {
      s3(http, credentials);
    }
  }

  private static URI endpoint(String service) {
    return URI.create(System.getenv("AWS_ENDPOINT_URL_" + service));
  }

  private AwsCredentialsProvider session(SdkHttpClient http) {
    StsClient sts = StsClient.builder().httpClient(http).endpointOverride(endpoint("STS")).build();
    Credentials session =
        sts.assumeRole(
                role ->
                    role.roleArn(System.getenv("TENANT_ROLE_ARN"))
                        .roleSessionName("acme")
                        .tags(tag("tenant", "acme"), tag("access", "read")))
            .credentials();
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
  }

  private void dynamo(SdkHttpClient http, AwsCredentialsProvider credentials) {
    DynamoDbClient dynamo =
        DynamoDbClient.builder()
            .httpClient(http)
            .endpointOverride(endpoint("DYNAMODB"))
            .credentialsProvider(credentials)
            .build();
    boolean asTenant = !credentials.equals(own);
    String table = System.getenv(asTenant ? "TRACKING_TABLE" : "CONTROL_TABLE");
    String partition = asTenant ? "T#acme#X" : "TENANT#acme";
    var key = Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS("0"));
    var keys = Map.of(table, KeysAndAttributes.builder().keys(List.of(key)).build());
    var _ = dynamo.batchGetItem(get -> get.requestItems(keys));
  }

  private static void s3(SdkHttpClient http, AwsCredentialsProvider credentials) {
    S3Client s3 =
        S3Client.builder()
            .httpClient(http)
            .endpointOverride(endpoint("S3"))
            .forcePathStyle(true)
            .credentialsProvider(credentials)
            .build();
    String bucket = System.getenv("ARTIFACT_BUCKET");
    var _ = s3.listObjectsV2(list -> list.bucket(bucket).prefix("tenants/acme/artifacts/"));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
