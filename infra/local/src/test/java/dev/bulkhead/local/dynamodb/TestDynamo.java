package dev.bulkhead.local.dynamodb;

import dev.bulkhead.local.LoopbackServer;
import dev.bulkhead.local.iam.Identity;
import dev.bulkhead.local.iam.LocalIam;
import dev.bulkhead.local.iam.PolicyType;
import dev.bulkhead.local.iam.TestPolicies;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A front with one table, served on loopback for as long as a test needs it. */
final class TestDynamo implements AutoCloseable {
  static final String REGION = "us-east-1";
  static final String TABLE = "runs";

  final LocalIam iam;
  private final DynamoDbFront front;
  private final LoopbackServer server;
  private final SdkHttpClient http = Apache5HttpClient.create();

  private TestDynamo(LocalIam iam, DynamoDbFront front) throws IOException {
    this.iam = iam;
    this.front = front;
    this.server = LoopbackServer.start(0, front);
    front.ensureTable(table());
  }

  static TestDynamo inMemory() throws IOException {
    LocalIam iam = new LocalIam(Clock.systemUTC(), List.of(), List.of());
    return new TestDynamo(iam, DynamoDbFront.inMemory(iam, REGION, Clock.systemUTC()));
  }

  static TestDynamo onDisk(Path directory) throws IOException {
    LocalIam iam = new LocalIam(Clock.systemUTC(), List.of(), List.of());
    return new TestDynamo(iam, DynamoDbFront.onDisk(directory, iam, REGION, Clock.systemUTC()));
  }

  static CreateTableRequest table() {
    return CreateTableRequest.builder()
        .tableName(TABLE)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(attribute("pk"), attribute("sk"))
        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
        .build();
  }

  LoopbackServer server() {
    return server;
  }

  /** Somebody who may do everything, to look at what is really there. */
  Identity operator() {
    return iam.issueOperatorKeys(
        "arn:aws:iam::000000000000:user/operator",
        TestPolicies.allowsEverything(PolicyType.IDENTITY));
  }

  DynamoDbClient client(Identity identity) {
    AwsCredentials credentials =
        identity
            .sessionToken()
            .<AwsCredentials>map(
                token ->
                    AwsSessionCredentials.create(
                        identity.accessKeyId(), identity.secretAccessKey(), token))
            .orElseGet(
                () ->
                    AwsBasicCredentials.create(identity.accessKeyId(), identity.secretAccessKey()));
    return client(credentials);
  }

  DynamoDbClient client(AwsCredentials credentials) {
    return DynamoDbClient.builder()
        .region(Region.of(REGION))
        .endpointOverride(server.uri())
        .httpClient(http)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }

  SdkHttpClient http() {
    return http;
  }

  static Map<String, AttributeValue> item(String pk, String sk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }

  @Override
  public void close() {
    http.close();
    server.close();
    front.close();
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
