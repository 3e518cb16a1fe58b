package dev.bulkhead.compat;

import dev.bulkhead.app.Environment;
import dev.bulkhead.local.stack.Tables;
import dev.bulkhead.local.template.DynamoTable;
import dev.bulkhead.local.template.LambdaFunction;
import dev.bulkhead.local.template.Template;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * LocalStack in Docker, with the tables and the bucket of the template. Its free form takes any
 * credentials and judges no policy: what only the walls would stop is not tried on it.
 */
final class LocalStackServices implements Services {
  private final LocalStackContainer container;
  private final AwsCredentialsProvider credentials;

  private LocalStackServices(LocalStackContainer container) {
    this.container = container;
    this.credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey()));
  }

  static LocalStackServices start() {
    String image = System.getProperty("bulkhead.localstack.image");
    var container =
        new LocalStackContainer(
                DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"))
            .withServices("dynamodb", "s3", "sts", "iam");
    String token = System.getenv("LOCALSTACK_AUTH_TOKEN");
    if (token != null) {
      container.withEnv("LOCALSTACK_AUTH_TOKEN", token);
    }
    container.start();
    var services = new LocalStackServices(container);
    services.fill(
        Template.load(Path.of(System.getProperty("bulkhead.root", "../.."), "template.yaml")));
    return services;
  }

  private void fill(Template template) {
    URI endpoint = container.getEndpoint();
    Region region = Region.of(container.getRegion());
    try (var dynamo =
            DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .build();
        var s3 =
            S3Client.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .build()) {
      template.tables().forEach(table -> create(dynamo, table));
      s3.createBucket(bucket -> bucket.bucket(template.bucket().name()));
    }
  }

  private static void create(DynamoDbClient dynamo, DynamoTable table) {
    dynamo.createTable(Tables.request(table));
    dynamo.waiter().waitUntilTableExists(wait -> wait.tableName(table.name()));
  }

  @Override
  public Environment environment(LambdaFunction function) {
    Map<String, String> variables = new HashMap<>(function.environment());
    variables.put("AWS_REGION", container.getRegion());
    for (String service : List.of("DYNAMODB", "S3", "STS")) {
      variables.put("AWS_ENDPOINT_URL_" + service, container.getEndpoint().toString());
    }
    return new Environment(variables, credentials);
  }

  @Override
  public void close() {
    container.stop();
  }
}
