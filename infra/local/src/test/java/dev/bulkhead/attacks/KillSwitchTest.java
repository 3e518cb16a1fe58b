package dev.bulkhead.attacks;

import static dev.bulkhead.attacks.Ask.get;
import static dev.bulkhead.attacks.Ask.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.app.Environment;
import dev.bulkhead.local.cli.KillSwitch;
import dev.bulkhead.local.iam.IamFront;
import dev.bulkhead.local.stack.RolesDoor;
import dev.bulkhead.local.stack.RolesDoor.RolesKey;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantCredentials;
import dev.bulkhead.tenancy.TenantId;
import dev.bulkhead.tenancy.TenantRole;
import dev.bulkhead.tenancy.TokensRole;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A tenant that an operator cuts off: whatever was handed out for it is dead from then on. */
@Timeout(60)
final class KillSwitchTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId ACME2 = new TenantId("acme2");

  private Siege siege;
  private RolesDoor door;
  private KillSwitch kill;

  @BeforeEach
  void start() throws IOException {
    siege = new Siege(List.of("acme", "acme2"));
    door = RolesDoor.open(siege.aws(), Clock.systemUTC());
    kill = killSwitch(door.key().roles());
  }

  @AfterEach
  void stop() {
    kill.close();
    door.close();
    siege.close();
  }

  private KillSwitch killSwitch(List<String> roles) {
    RolesKey key = door.key();
    return KillSwitch.of(
        Region.of(IamFront.REGION),
        Optional.of(key.endpoint()),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())),
        roles);
  }

  @Test
  void credentialsThatAreOutDieAtOnceAndOnlyThatTenants() {
    Session acme = new Session(ACME);
    Session acme2 = new Session(ACME2);
    acme.assertAlive();
    Map<String, String> before = siege.stored();

    kill.cutOff(ACME);

    acme.assertDead();
    assertThat(siege.stored()).isEqualTo(before);
    acme2.assertAlive();
    new Session(ACME).assertDead();
    kill.readmit(ACME);
    acme.assertAlive();
  }

  @Test
  void lentUrlsDieAtOnceAndOnlyThatTenants() {
    Lent acme = lend("acme");
    Lent acme2 = lend("acme2");
    assertThat(acme.read().body()).isEqualTo(siege.victim("acme").canary());
    Map<String, String> before = siege.stored();

    kill.cutOff(ACME);

    for (Answer refused : List.of(acme.read(), acme.upload("x"), acme.uploadPart("x"))) {
      assertThat(refused.status()).as(refused.body()).isEqualTo(403);
      assertThat(refused.body()).contains("AccessDenied").doesNotContain("canary_acme_end");
    }
    assertThat(siege.stored()).isEqualTo(before);
    assertThat(acme2.read().body()).isEqualTo(siege.victim("acme2").canary());
    assertThat(acme2.upload("x").status()).isEqualTo(200);
    assertThat(acme2.uploadPart("x").status()).isEqualTo(200);
  }

  /** For up to a minute the gateway lets tokens in that it let in before: to find nothing open. */
  @Test
  void whomTheGatewayStillLetsInFindsNothing() {
    Ask run = get("mlflow/runs/get?run_id=" + siege.victim("acme").run());
    assertThat(siege.send("acme", run).status()).isEqualTo(200);
    Ask issue = post("bulkhead/tokens", "{\"principal\":\"eve\",\"role\":\"admin\"}");
    assertThat(siege.send("acme", "admin", get("bulkhead/tokens")).status()).isEqualTo(200);
    Map<String, String> before = siege.stored();

    kill.cutOff(ACME);

    for (Answer answer :
        List.of(
            siege.send("acme", run),
            siege.send("acme", post("mlflow/experiments/create", "{\"name\":\"late\"}")),
            siege.send("acme", get("mlflow-artifacts/artifacts?path=")),
            siege.send("acme", "admin", issue))) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(500);
      assertThat(answer.body()).doesNotContain("canary_acme_end", "bh_acme", "arn:");
    }
    assertThat(siege.stored()).isEqualTo(before);
    assertThat(siege.log()).filteredOn(line -> line.text().contains("wall_hit")).hasSize(4);
  }

  @Test
  void afterASuspensionNoUrlAndNoSessionIsIssued() {
    Ask lend = get("mlflow-artifacts/artifacts/" + siege.victim("acme").file());
    assertThat(siege.send("acme", lend).status()).isEqualTo(302);

    siege.operate("{\"operation\":\"suspend-tenant\",\"tenant\":\"acme\"}");
    siege.pass(Duration.ofSeconds(61));

    for (Ask ask :
        List.of(
            lend,
            get("mlflow-artifacts/presigned/" + siege.victim("acme").file()),
            post("mlflow-artifacts/mpu/create/f", "{\"path\":\"f\",\"num_parts\":1}"),
            post("mlflow/artifacts/presigned-upload-url", upload("acme")))) {
      Answer answer = siege.send("acme", ask);
      assertThat(answer.status()).as("%s", ask).isEqualTo(403);
      assertThat(answer.body() + answer.headers()).doesNotContain("X-Amz-");
    }
    assertThat(siege.send("acme2", get("mlflow-artifacts/artifacts?path=")).status())
        .isEqualTo(200);
  }

  @Test
  void throwingAndReleasingItTwiceIsLikeOnce() {
    Session acme = new Session(ACME);

    kill.cutOff(ACME);
    kill.cutOff(ACME);
    kill.cutOff(ACME2);
    kill.readmit(ACME2);
    kill.readmit(ACME2);

    acme.assertDead();
    new Session(ACME2).assertAlive();
  }

  /** It would be as good as all data: whoever can put a policy on a role can open it. */
  @ParameterizedTest
  @ValueSource(strings = {"RunsFunctionRole", "TenantsFunctionRole", "AuthorizerFunctionRole"})
  void theOperatorsKeyChangesNoOtherRole(String role) {
    try (KillSwitch other = killSwitch(List.of(role))) {
      assertThatThrownBy(() -> other.cutOff(ACME)).hasMessageContaining("not authorized");
      assertThatThrownBy(() -> other.readmit(ACME)).hasMessageContaining("not authorized");
    }
  }

  @Test
  void noFunctionMayThrowIt() {
    for (var function : siege.aws().template().functions()) {
      Environment own = siege.aws().environment(function);
      try (var ofFunction =
          KillSwitch.of(
              Region.of(IamFront.REGION),
              Optional.of(door.key().endpoint()),
              own.credentials(),
              door.key().roles())) {
        assertThatThrownBy(() -> ofFunction.cutOff(ACME))
            .as(function.id())
            .hasMessageContaining("not authorized");
      }
    }
  }

  /** Sessions of each kind, as functions have them. */
  private final class Session {
    private final TenantId tenant;
    private final TenantCredentials tracking;
    private final TenantCredentials artifacts;
    private final TenantCredentials tokens;
    private final String table;
    private final String control;

    Session(TenantId tenant) {
      Environment data = environment("UploadsFunction");
      Environment admin = environment("TokensFunction");
      var role =
          new TenantRole(
              data.required("TENANT_ROLE_ARN"),
              data.required("TRACKING_TABLE_ARN"),
              data.required("ARTIFACT_BUCKET"));
      var tokensRole =
          new TokensRole(admin.required("TOKENS_ROLE_ARN"), admin.required("CONTROL_TABLE_ARN"));
      this.tenant = tenant;
      this.table = data.required("TRACKING_TABLE");
      this.control = admin.required("CONTROL_TABLE");
      this.tracking =
          TenantCredentials.of(data, role.session(tenant, Access.WRITE, Capability.TRACKING));
      this.artifacts =
          TenantCredentials.of(data, role.session(tenant, Access.WRITE, Capability.ARTIFACTS));
      this.tokens = TenantCredentials.of(admin, tokensRole.session(tenant, Access.WRITE));
    }

    private List<ThrowingCallable> uses() {
      var key =
          Map.of(
              "pk", AttributeValue.fromS("T#" + tenant + "#kill"), "sk", AttributeValue.fromS("1"));
      String file = "tenants/" + tenant + "/artifacts/kill";
      return List.of(
          () -> tracking.dynamo().putItem(put -> put.tableName(table).item(key)),
          () -> tracking.dynamo().getItem(get -> get.tableName(table).key(key)),
          () -> artifacts.dynamo().getItem(get -> get.tableName(table).key(key)),
          () ->
              artifacts
                  .s3()
                  .putObject(
                      put -> put.bucket(siege.bucket()).key(file), RequestBody.fromString("x")),
          () -> artifacts.s3().getObjectAsBytes(get -> get.bucket(siege.bucket()).key(file)),
          () ->
              artifacts
                  .s3()
                  .listObjectsV2(
                      list ->
                          list.bucket(siege.bucket()).prefix("tenants/" + tenant + "/artifacts/")),
          () ->
              tokens
                  .dynamo()
                  .query(
                      query ->
                          query
                              .tableName(control)
                              .keyConditionExpression("pk = :p")
                              .expressionAttributeValues(
                                  Map.of(":p", AttributeValue.fromS("TOKENS#" + tenant)))));
    }

    void assertAlive() {
      for (ThrowingCallable use : uses()) {
        assertThatCode(use).doesNotThrowAnyException();
      }
    }

    void assertDead() {
      for (ThrowingCallable use : uses()) {
        assertThatThrownBy(use)
            .isInstanceOfSatisfying(
                AwsServiceException.class,
                e -> assertThat(e.awsErrorDetails().errorCode()).startsWith("AccessDenied"));
      }
    }
  }

  private Environment environment(String function) {
    return siege.aws().environment(siege.aws().template().function(function));
  }

  /** URLs that were lent to a tenant: to read a file, to write one, and to write a part. */
  private record Lent(String download, String upload, String part) {
    Answer read() {
      return send("GET", download, "");
    }

    Answer upload(String bytes) {
      return send("PUT", upload, bytes);
    }

    Answer uploadPart(String bytes) {
      return send("PUT", part, bytes);
    }

    private static Answer send(String verb, String to, String bytes) {
      URI uri = URI.create(to);
      Ask ask = Ask.of(verb, uri.getRawPath() + "?" + uri.getRawQuery());
      return Wire.send(uri, bytes.isEmpty() ? ask : ask.bytes(bytes.getBytes(UTF_8)));
    }
  }

  private Lent lend(String tenant) {
    Victim victim = siege.victim(tenant);
    Answer read = siege.send(tenant, get("mlflow-artifacts/artifacts/" + victim.file()));
    Answer put = siege.send(tenant, post("mlflow/artifacts/presigned-upload-url", upload(tenant)));
    Answer parts =
        siege.send(
            tenant, post("mlflow-artifacts/mpu/create/f", "{\"path\":\"f\",\"num_parts\":1}"));
    return new Lent(
        read.headers().getOrDefault("location", ""), url("presigned_url", put), url("url", parts));
  }

  private String upload(String tenant) {
    return "{\"run_id\":\"%s\",\"path\":\"up.txt\"}".formatted(siege.victim(tenant).run());
  }

  private static String url(String field, Answer answer) {
    var found = Pattern.compile("\"" + field + "\":\"([^\"]+)\"").matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group(1);
  }
}
