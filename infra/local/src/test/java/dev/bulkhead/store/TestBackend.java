package dev.bulkhead.store;

import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;

/** The DynamoDB that the stores' contracts are held against. */
enum TestBackend {
  /** AWS's own, in this JVM. */
  DYNAMODB_LOCAL {
    @Override
    DynamoDbClient dynamo() {
      return DynamoDBEmbedded.create(true).dynamoDbClient();
    }
  },

  /** LocalStack in Docker: {@code mvn verify -Plocalstack}. */
  LOCALSTACK {
    @Override
    DynamoDbClient dynamo() {
      // Testcontainers' own companion stops it when this JVM ends.
      var localStack = new LocalStackContainer(IMAGE).withServices("dynamodb");
      localStack.start();
      return DynamoDbClient.builder()
          .endpointOverride(localStack.getEndpoint())
          .region(Region.of(localStack.getRegion()))
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(localStack.getAccessKey(), localStack.getSecretKey())))
          .build();
    }
  };

  private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.9.2");

  /** The client that makes tables, and that the stores go through. */
  abstract DynamoDbClient dynamo();

  /** What the profile says; DynamoDB Local unless it says otherwise. */
  static TestBackend chosen() {
    return "localstack".equals(System.getProperty("bulkhead.dynamodb"))
        ? LOCALSTACK
        : DYNAMODB_LOCAL;
  }
}
