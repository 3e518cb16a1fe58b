package dev.bulkhead.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.app.Environment;
import dev.bulkhead.local.stack.LocalAws;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every attempt to cross the walls fails, with both of them and with either alone. */
@ParameterizedClass
@EnumSource
final class WallsTest {
  private static final Map<SessionRequest, TenantCredentials> SESSIONS = new HashMap<>();
  private static LocalAws aws;
  private static Environment function;
  @TempDir static Path scratch;

  @Parameter Wall wall;

  @BeforeParameterizedClassInvocation
  static void start(Wall wall) throws IOException {
    aws = wall.start(scratch);
    function = aws.environment(aws.template().function("ArtifactsFunction"));
    for (String tenant : List.of("acme", "acme2")) {
      write(wall, tenant);
    }
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    SESSIONS.clear();
    aws.close();
  }

  private static void write(Wall wall, String tenant) {
    TenantId id = new TenantId(tenant);
    session(wall, id, Access.WRITE, Capability.TRACKING)
        .dynamo()
        .putItem(
            put ->
                put.tableName(table())
                    .item(
                        Map.of(
                            "pk",
                            AttributeValue.fromS("T#" + tenant + "#X"),
                            "sk",
                            AttributeValue.fromS("1"),
                            "of",
                            AttributeValue.fromS(tenant))));
    Attempt.put(
        session(wall, id, Access.WRITE, Capability.ARTIFACTS).s3(), bucket(), Attempt.file(tenant));
  }

  @ParameterizedTest
  @MethodSource("dev.bulkhead.tenancy.Attempt#acrossTheWall")
  void anotherTenantsDataIsOutOfReach(Attempt attempt) {
    for (Capability capability : Capability.values()) {
      assertDenied(attempt, session(wall, new TenantId("acme"), Access.WRITE, capability));
    }
    assertUntouched("acme2");
    assertUntouched("acme");
  }

  @ParameterizedTest
  @MethodSource("dev.bulkhead.tenancy.Attempt#writes")
  void sessionThatReadsCannotWrite(Attempt attempt) {
    for (Capability capability : Capability.values()) {
      assertDenied(attempt, session(wall, new TenantId("acme"), Access.READ, capability));
    }
    assertUntouched("acme");
  }

  @Test
  void ownDataIsInReach() {
    TenantCredentials acme = session(wall, new TenantId("acme"), Access.READ, Capability.ARTIFACTS);

    assertThat(acme.dynamo().getItem(get -> get.tableName(table()).key(Attempt.key("acme"))).item())
        .containsEntry("of", AttributeValue.fromS("acme"));
    assertThat(
            acme.s3()
                .listObjectsV2(
                    list -> list.bucket(bucket()).prefix("tenants/acme/artifacts/").delimiter("/"))
                .contents())
        .singleElement()
        .returns("tenants/acme/artifacts/file", object -> object.key());
  }

  private static void assertDenied(Attempt attempt, TenantCredentials session) {
    assertThatThrownBy(() -> attempt.attempt().on(session, table(), bucket()))
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(isDenied(e)).as(e.toString()).isTrue());
  }

  /** S3 answers a HEAD without a body, and so without a code. */
  private static boolean isDenied(AwsServiceException e) {
    return e.statusCode() == 403 || e.awsErrorDetails().errorCode().equals("AccessDeniedException");
  }

  private void assertUntouched(String tenant) {
    TenantCredentials own = session(wall, new TenantId(tenant), Access.READ, Capability.ARTIFACTS);

    assertThat(own.dynamo().getItem(get -> get.tableName(table()).key(Attempt.key(tenant))).item())
        .containsEntry("of", AttributeValue.fromS(tenant))
        .hasSize(3);
    assertThat(
            own.s3()
                .listObjectsV2(
                    list -> list.bucket(bucket()).prefix("tenants/" + tenant + "/artifacts/"))
                .contents())
        .hasSize(1);
  }

  private static TenantCredentials session(
      Wall wall, TenantId tenant, Access access, Capability capability) {
    return SESSIONS.computeIfAbsent(
        wall.session(function, tenant, access, capability),
        request -> TenantCredentials.of(function, request));
  }

  private static String table() {
    return function.required("TRACKING_TABLE");
  }

  private static String bucket() {
    return function.required("ARTIFACT_BUCKET");
  }
}
