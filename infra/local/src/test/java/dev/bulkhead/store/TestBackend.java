package dev.bulkhead.store;

import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;

/** The DynamoDB that the stores' contracts are held against; the Maven profile says which. */
enum TestBackend {
  /** AWS's own, in this JVM, where a table costs nothing. */
  LOCAL {
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
      LocalStackContainer localStack = container();
      localStack.start();
      return DynamoDbClient.builder()
          .endpointOverride(localStack.getEndpoint())
          .region(Region.of(localStack.getRegion()))
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(localStack.getAccessKey(), localStack.getSecretKey())))
          .build();
    }
  },

  /** A real account, found by the SDK's default chain: {@code mvn verify -Paws}. */
  AWS {
    @Override
    DynamoDbClient dynamo() {
      return DynamoDbClient.create();
    }
  };

  /** The client that makes tables, and that the stores go through. */
  abstract DynamoDbClient dynamo();

  /** Whether all tests share a table, since one takes seconds to make. */
  boolean sharesATable() {
    return this != LOCAL;
  }

  /** What the profile says. */
  static TestBackend chosen() {
    return switch (System.getProperty("bulkhead.backend", "local")) {
      case "localstack" -> LOCALSTACK;
      case "aws" -> AWS;
      default -> LOCAL;
    };
  }

  /** The image's version is the build's; newer ones want a token. */
  private static LocalStackContainer container() {
    var container =
        new LocalStackContainer(
                DockerImageName.parse(System.getProperty("bulkhead.localstack.image"))
                    .asCompatibleSubstituteFor("localstack/localstack"))
            .withServices("dynamodb");
    String token = System.getenv("LOCALSTACK_AUTH_TOKEN");
    return token == null ? container : container.withEnv("LOCALSTACK_AUTH_TOKEN", token);
  }
}
