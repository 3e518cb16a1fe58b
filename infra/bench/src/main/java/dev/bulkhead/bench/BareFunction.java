package dev.bulkhead.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * What the AWS SDK alone takes to do what each of our functions does first: assume a tenant's role
 * and read an item with its credentials, by the same HTTP client.
 */
public final class BareFunction implements RequestStreamHandler {
  private final SdkHttpClient http = Apache5HttpClient.create();
  private final StsClient sts =
      StsClient.builder().httpClient(http).endpointOverride(endpoint("STS")).build();

  private static URI endpoint(String service) {
    return URI.create(System.getenv("AWS_ENDPOINT_URL_" + service));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    Credentials session =
        sts.assumeRole(
                role ->
                    role.roleArn(System.getenv("TENANT_ROLE_ARN"))
                        .roleSessionName("bench-0")
                        .tags(tag("tenant", "bench-0"), tag("access", "read")))
            .credentials();
    var credentials =
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    try (DynamoDbClient dynamo =
        DynamoDbClient.builder()
            .httpClient(http)
            .endpointOverride(endpoint("DYNAMODB"))
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .build()) {
      var key = Map.of("pk", AttributeValue.fromS("T#bench-0#X"), "sk", AttributeValue.fromS("0"));
      var item = dynamo.getItem(get -> get.tableName(System.getenv("TRACKING_TABLE")).key(key));
      answer.write(("{\"item\":" + item.hasItem() + "}").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
