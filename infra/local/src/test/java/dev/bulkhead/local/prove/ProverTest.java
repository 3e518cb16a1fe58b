package dev.bulkhead.local.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.bulkhead.app.Environment;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.SessionPolicy;
import dev.bulkhead.tenancy.SessionRequest;
import dev.bulkhead.tenancy.StsSessionIssuer;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The proof passes where the walls stand, each alone too, and fails where they do not. */
final class ProverTest {
  private static final Path TEMPLATE =
      Path.of(System.getProperty("bulkhead.root", "../..")).resolve("template.yaml");
  private static final Pattern ROLE_POLICY =
      Pattern.compile(
          "(- PolicyName: OneTenant\\s+PolicyDocument:\\s.*?Statement:\\n).*?\\n\\n",
          Pattern.DOTALL);
  private static final SessionPolicy ALL =
      new SessionPolicy(
          """
          {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");

  @TempDir private Path scratch;

  @Test
  void holdsWithBothWallsAndSaysSo() throws IOException {
    try (LocalAws aws = start(TEMPLATE)) {
      Proof proof = prove(operated(aws));

      assertThat(proof.crossings()).isEmpty();
      assertThat(proof.unproven()).isEmpty();
      assertThat(proof.holds()).isTrue();
      assertThat(proof.attempts()).isGreaterThan(600);
      assertReported(proof);
      assertCleanedUp(aws, proof);
    }
  }

  @Test
  void holdsWithTheRoleAlone() throws IOException {
    try (LocalAws aws = start(TEMPLATE)) {
      Proof proof = prove(withoutSessionPolicy(aws));

      assertThat(proof.crossings()).isEmpty();
      assertThat(proof.holds()).as(proof.unproven().toString()).isTrue();
    }
  }

  @Test
  void holdsWithTheSessionPolicyAlone() throws IOException {
    try (LocalAws aws = start(openRole())) {
      Proof proof = prove(operated(aws));

      assertThat(proof.crossings()).isEmpty();
      assertThat(proof.holds()).as(proof.unproven().toString()).isTrue();
    }
  }

  @Test
  void namesWhatCrossesWithoutWalls() throws IOException {
    try (LocalAws aws = start(openRole())) {
      Proof proof = prove(withoutSessionPolicy(aws));

      assertThat(proof.holds()).isFalse();
      String tenant = proof.tenants().getFirst().value();
      assertThat(proof.crossings())
          .contains(
              "DynamoDB GetItem with %s's read tracking session, against %s2: allowed"
                  .formatted(tenant, tenant),
              "DynamoDB PutItem, own, as a reader with %s2's read artifacts session, against %s: allowed"
                  .formatted(tenant, tenant));
      for (String attempt :
          new String[] {
            "DynamoDB Scan ",
            "DynamoDB Query ",
            "DynamoDB TransactWriteItems, own and another's ",
            "DynamoDB PartiQL select ",
            "DynamoDB DescribeTable ",
            "DynamoDB GetItem, control table ",
            "S3 GetObject ",
            "S3 PutObject ",
            "S3 ListObjectsV2, own without slash ",
            "S3 CopyObject, from another's ",
            "S3 DeleteObject ",
            "Presigned URL GET, signed for another's "
          }) {
        assertThat(proof.crossings()).anyMatch(sentence -> sentence.startsWith(attempt));
      }
      assertThat(proof.crossings())
          .as("what the signature holds off holds without policies too")
          .noneMatch(sentence -> sentence.contains("altered"));
      assertThat(Matrix.of(proof)).contains("CROSSED: done, and must not be:\n");
    }
  }

  @Test
  void provesNothingWithCredentialsThatNobodyTakes() throws IOException {
    try (LocalAws aws = start(TEMPLATE)) {
      Deployment real = operated(aws);

      Proof proof =
          prove(
              with(
                  real,
                  session ->
                      AwsSessionCredentials.create(
                          session.credentials().accessKeyId(),
                          "not the secret",
                          session.credentials().sessionToken())));

      assertThat(proof.crossings()).isEmpty();
      assertThat(proof.holds()).isFalse();
      assertThat(proof.unproven()).anyMatch(sentence -> sentence.startsWith("S3 PutObject, own "));
    }
  }

  private void assertReported(Proof proof) throws IOException {
    Path file = scratch.resolve("proof.json");

    new Report(proof, "here", TEMPLATE, "1").write(file);

    assertThat(Json.read(Files.readAllBytes(file)))
        .asInstanceOf(MAP)
        .containsEntry("holds", true)
        .containsEntry("where", "here");
    assertThat(Files.readString(file))
        .contains("\"template\" : ", "\"TenantDataRole.policies\" : ", "T#{tenant}#*", "\"denied\"")
        .doesNotContain(
            proof.sessions().stream()
                .map(session -> session.credentials().secretAccessKey())
                .toList());
    assertThat(proof.sessions().toString())
        .doesNotContain(proof.sessions().getFirst().credentials().sessionToken());
  }

  private static void assertCleanedUp(LocalAws aws, Proof proof) throws IOException {
    String first = proof.tenants().getFirst().value();

    assertThat(proof.leftovers()).isEmpty();
    assertThat(invoke(aws, out -> out.writeStringField("operation", "list-tenants")).toString())
        .contains("tenant=" + first + ", standing=suspended", first + "2, standing=suspended");
  }

  private static LocalAws start(Path template) throws IOException {
    return LocalAws.start(LocalAws.Config.of(template));
  }

  private Path openRole() throws IOException {
    String yaml = Files.readString(TEMPLATE);
    String open =
        ROLE_POLICY
            .matcher(yaml)
            .replaceFirst("$1              - {Effect: Allow, Action: '*', Resource: '*'}\n\n");
    assertThat(open).isNotEqualTo(yaml);
    return Files.writeString(scratch.resolve("template.yaml"), open);
  }

  private static Proof prove(Deployment deployment) throws IOException {
    return new Prover(deployment, Clock.systemUTC()).prove();
  }

  private static Deployment operated(LocalAws aws) {
    return new OperatedDeployment(command -> invoke(aws, command));
  }

  private static Map<?, ?> invoke(LocalAws aws, JsonBody command) throws IOException {
    Outcome outcome = aws.invoke("TenantsFunction", Json.write(command));
    if (outcome instanceof Outcome.Answered(byte[] answer)
        && Json.read(answer) instanceof Map<?, ?> map) {
      return map;
    }
    throw new IOException(outcome.toString());
  }

  /** The sessions that the function would have, but for their policy, which lets all pass. */
  private static Deployment withoutSessionPolicy(LocalAws aws) {
    Environment function = aws.environment(aws.template().function("TenantsFunction"));
    StsClient sts =
        StsClient.builder()
            .httpClient(Apache5HttpClient.create())
            .region(function.region())
            .endpointOverride(function.endpoint("STS").orElseThrow())
            .credentialsProvider(function.credentials())
            .build();
    var issuer = new StsSessionIssuer(sts);
    return with(
        operated(aws),
        session ->
            issuer
                .issue(
                    new SessionRequest(
                        session.roleArn(),
                        session.tenant(),
                        session.access(),
                        ALL,
                        Duration.ofMinutes(15)))
                .credentials());
  }

  @FunctionalInterface
  private interface Exchange {
    AwsSessionCredentials of(Session session);
  }

  private static Deployment with(Deployment real, Exchange exchange) {
    return new Deployment() {
      @Override
      public void create(TenantId tenant) throws IOException {
        real.create(tenant);
      }

      @Override
      public void suspend(TenantId tenant) throws IOException {
        real.suspend(tenant);
      }

      @Override
      public Session vend(TenantId tenant, Access access, Capability capability)
          throws IOException {
        Session session = real.vend(tenant, access, capability);
        return new Session(
            tenant,
            access,
            capability,
            exchange.of(session),
            session.roleArn(),
            session.policy(),
            session.place());
      }
    };
  }
}
