package dev.bulkhead.local.dynamodb;

import static dev.bulkhead.local.dynamodb.TestDynamo.TABLE;
import static dev.bulkhead.local.dynamodb.TestDynamo.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulkhead.local.iam.Identity;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Sessions of {@code acme} and {@code acme2}, over the SDK's own client, behind each wall alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoDbFrontTest {
  private static final String ACME = "T#acme#X";
  private static final String ACME2 = "T#acme2#X";
  private static final Duration HOUR = Duration.ofHours(1);

  private TestDynamo dynamo;
  private DynamoDbClient operator;

  @BeforeAll
  void start() throws IOException {
    dynamo = TestDynamo.inMemory();
    operator = dynamo.client(dynamo.operator());
  }

  @AfterAll
  void stop() {
    operator.close();
    dynamo.close();
  }

  @BeforeEach
  void resetItems() {
    everything()
        .forEach(
            i ->
                operator.deleteItem(
                    r -> r.tableName(TABLE).key(Map.of("pk", i.get("pk"), "sk", i.get("sk")))));
    operator.putItem(r -> r.tableName(TABLE).item(item(ACME, "1")));
    operator.putItem(r -> r.tableName(TABLE).item(item(ACME2, "1")));
  }

  static Stream<Arguments> byKey() {
    return Stream.of(Wall.values())
        .flatMap(wall -> Attempt.byKey().stream().map(a -> Arguments.of(wall, a)));
  }

  static Stream<Arguments> mixing() {
    return byKey().filter(args -> ((Attempt) args.get()[1]).mixes());
  }

  static Stream<Arguments> writing() {
    return byKey().filter(args -> ((Attempt) args.get()[1]).writes());
  }

  static Stream<Arguments> forNobody() {
    return Stream.of(Wall.ROLE_ALONE, Wall.SESSION_ALONE, Wall.BOTH)
        .flatMap(wall -> Attempt.forNobody().stream().map(a -> Arguments.of(wall, a)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("byKey")
  void letsATenantDoThisToItsOwn(Wall wall, Attempt attempt) {
    assertThatCode(() -> attempt.body().with(client(wall, "acme", "write"), List.of(ACME)))
        .doesNotThrowAnyException();
    assertThatCode(() -> attempt.body().with(client(wall, "acme2", "write"), List.of(ACME2)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("byKey")
  void refusesThisToAnothers(Wall wall, Attempt attempt) {
    assertDenied(attempt, client(wall, "acme", "write"), List.of(ACME2));
    assertDenied(attempt, client(wall, "acme2", "write"), List.of(ACME));
    assertDenied(attempt, client(wall, "acme", "write"), List.of("T#acme"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("mixing")
  void refusesOneForeignKeyAmongOwnOnes(Wall wall, Attempt attempt) {
    assertDenied(attempt, client(wall, "acme", "write"), List.of(ACME, "T#acme#R", ACME2));
    assertDenied(attempt, client(wall, "acme2", "write"), List.of(ACME2, ACME));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("writing")
  void refusesAWriteToWhoMayOnlyRead(Wall wall, Attempt attempt) {
    assertDenied(attempt, client(wall, "acme", "read"), List.of(ACME));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("forNobody")
  void refusesThisToEveryTenant(Wall wall, Attempt attempt) {
    assertDenied(attempt, client(wall, "acme", "write"), List.of(ACME));
  }

  @ParameterizedTest
  @EnumSource(Wall.class)
  void readsWithReadAccess(Wall wall) {
    assertThat(
            client(wall, "acme", "read")
                .getItem(r -> r.tableName(TABLE).key(item(ACME, "1")))
                .item())
        .isEqualTo(item(ACME, "1"));
  }

  @Test
  void saysWhichWallRefused() {
    assertThat(denial(Wall.ROLE_ALONE)).contains("because no identity-based policy allows");
    assertThat(denial(Wall.SESSION_ALONE)).contains("because no session policy allows");
  }

  @Test
  void refusesAWrongSecret() {
    Identity s = session(Wall.BOTH, HOUR);
    Identity thief =
        new Identity(
            s.accessKeyId(), "guessed", s.sessionToken(), s.expiration(), s.principalArn());

    assertThat(refusal(dynamo.client(thief))).isEqualTo("InvalidSignatureException");
  }

  @Test
  void refusesAMissingToken() {
    Identity s = session(Wall.BOTH, HOUR);
    Identity bare =
        new Identity(s.accessKeyId(), s.secretAccessKey(), Optional.empty(), Optional.empty(), "");

    assertThat(refusal(dynamo.client(bare))).isEqualTo("UnrecognizedClientException");
  }

  @Test
  void refusesAnothersToken() {
    Identity s = session(Wall.BOTH, HOUR);
    Identity mixed =
        new Identity(
            s.accessKeyId(),
            s.secretAccessKey(),
            session(Wall.BOTH, HOUR).sessionToken(),
            s.expiration(),
            "");

    assertThat(refusal(dynamo.client(mixed))).isEqualTo("UnrecognizedClientException");
  }

  @Test
  void refusesAnEndedSession() {
    assertThat(refusal(dynamo.client(session(Wall.BOTH, Duration.ofSeconds(-1)))))
        .isEqualTo("ExpiredTokenException");
  }

  @Test
  void refusesAKeyThatWasNeverIssued() {
    Identity stranger = new Identity("AKIALOCAL", "local", Optional.empty(), Optional.empty(), "");

    assertThat(refusal(dynamo.client(stranger))).isEqualTo("UnrecognizedClientException");
  }

  @Test
  void refusesACallThatNobodySigned() {
    try (DynamoDbClient anonymous =
        DynamoDbClient.builder()
            .region(Region.of(TestDynamo.REGION))
            .endpointOverride(dynamo.server().uri())
            .httpClientBuilder(Apache5HttpClient.builder())
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      assertThat(refusal(anonymous)).isEqualTo("MissingAuthenticationTokenException");
    }
  }

  private void assertDenied(Attempt attempt, DynamoDbClient client, List<String> keys) {
    Set<Map<String, AttributeValue>> before = everything();
    DynamoDbException refused =
        catchThrowableOfType(DynamoDbException.class, () -> attempt.body().with(client, keys));

    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
    assertThat(refused.awsErrorDetails().errorMessage())
        .startsWith("User: arn:aws:sts::000000000000:assumed-role/TenantDataRole/acme")
        .contains(" is not authorized to perform: dynamodb:");
    assertThat(everything()).as("nothing was written").isEqualTo(before);
    assertThat(operator.listTables().tableNames()).contains(TABLE).doesNotContain("other");
  }

  private String denial(Wall wall) {
    return catchThrowableOfType(
            DynamoDbException.class,
            () ->
                client(wall, "acme", "write")
                    .getItem(r -> r.tableName(TABLE).key(item(ACME2, "1"))))
        .awsErrorDetails()
        .errorMessage();
  }

  private static String refusal(DynamoDbClient client) {
    return catchThrowableOfType(
            DynamoDbException.class,
            () -> client.getItem(r -> r.tableName(TABLE).key(item(ACME, "1"))))
        .awsErrorDetails()
        .errorCode();
  }

  private DynamoDbClient client(Wall wall, String tenant, String access) {
    return dynamo.client(wall.session(dynamo.iam, tenant, access, HOUR));
  }

  private Identity session(Wall wall, Duration duration) {
    return wall.session(dynamo.iam, "acme", "write", duration);
  }

  private Set<Map<String, AttributeValue>> everything() {
    return new HashSet<>(operator.scan(r -> r.tableName(TABLE)).items());
  }
}
