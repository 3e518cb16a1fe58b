package dev.bulkhead.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Unavailable;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.SessionRequest;
import dev.bulkhead.tenancy.TenantId;
import dev.bulkhead.tenancy.TenantRole;
import dev.bulkhead.tenancy.TenantSession;
import dev.bulkhead.tenancy.TenantSessions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

final class SessionCredentialsTest {
  /** Nobody listens there, and nobody must be asked. */
  private static final Environment ENVIRONMENT =
      new Environment(
          Map.of(
              "AWS_REGION", "eu-west-1",
              "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9",
              "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9"),
          StaticCredentialsProvider.create(AwsBasicCredentials.create("own", "own-secret")));

  private static final SessionRequest REQUEST =
      new TenantRole("arn:aws:iam::1:role/data", "arn:aws:dynamodb:::table/tracking", "bucket")
          .session(new TenantId("acme"), Access.READ, Capability.TRACKING);

  private final AwsClients clients = new AwsClients(ENVIRONMENT, Patience.OF_A_FUNCTION);

  @Test
  void callFailsAsUnavailableWhenNoSessionCanBeHad() {
    DynamoDbClient client =
        clients.dynamoDb(
            new SessionCredentials(
                new TenantSessions(
                    _ -> {
                      throw new Unavailable("busy");
                    },
                    Clock.systemUTC()),
                REQUEST));

    assertThatThrownBy(() -> client.getItem(get -> get.tableName("tracking").key(Map.of())))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void askForTheirSessionAgainAtEachCall() {
    var issued = new ArrayList<TenantSession>();
    var sessions =
        new TenantSessions(
            _ -> {
              issued.add(shortLived(issued.size()));
              return issued.getLast();
            },
            Clock.systemUTC());
    var credentials = new SessionCredentials(sessions, REQUEST);

    assertThat(
            List.of(
                credentials.resolveCredentials().accessKeyId(),
                credentials.resolveCredentials().accessKeyId()))
        .containsExactly("ASIA0", "ASIA1");
  }

  @Test
  void presignedUrlsAreSignedInTheSessionAndNotAsTheFunction() {
    var sessions = new TenantSessions(_ -> shortLived(7), Clock.systemUTC());
    try (var presigner = clients.presigner(new SessionCredentials(sessions, REQUEST))) {
      URI url =
          URI.create(
              presigner
                  .presignGetObject(
                      presign ->
                          presign
                              .signatureDuration(Duration.ofMinutes(1))
                              .getObjectRequest(get -> get.bucket("bucket").key("key")))
                  .url()
                  .toString());

      assertThat(url).hasHost("127.0.0.1").hasPath("/bucket/key");
      assertThat(url.getQuery())
          .contains("X-Amz-Credential=ASIA7/", "X-Amz-Security-Token=token")
          .doesNotContain("own");
    }
  }

  private static TenantSession shortLived(int number) {
    return new TenantSession(
        AwsSessionCredentials.create("ASIA" + number, "secret", "token"),
        Instant.now().plusSeconds(60));
  }
}
