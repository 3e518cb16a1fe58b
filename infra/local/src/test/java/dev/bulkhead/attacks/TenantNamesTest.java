package dev.bulkhead.attacks;

import static dev.bulkhead.attacks.Ask.get;
import static dev.bulkhead.attacks.Ask.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another tenant, named wherever a request has room for a name. */
final class TenantNamesTest extends Besieged {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme2",
        "zeta",
        "nobody",
        "default",
        "ACME",
        "acme,acme2",
        "*",
        "acme2 acme",
        "default,acme2"
      })
  void anotherWorkspaceIsRefused(String name) {
    Answer answer =
        assertRefusedByUs(
            post("mlflow/experiments/create", "{\"name\":\"x\"}")
                .header("X-MLFLOW-WORKSPACE: " + name));

    assertThat(answer.field("error_code")).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    assertThat(answer.field("message"))
        .as("the same for a tenant that exists and one that does not")
        .isEqualTo("Workspace '" + name + "' not found");
  }

  @Test
  void twoWorkspaceHeadersAreRefused() {
    assertRefusedByUs(
        get("mlflow/experiments/get?experiment_id=0")
            .header("X-MLFLOW-WORKSPACE: acme")
            .header("x-mlflow-workspace: acme2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PATCH", "DELETE"})
  void anotherTenantsWorkspaceIsAnsweredLikeOneThatNeverWas(String method) {
    String path = "/api/3.0/mlflow/workspaces/";
    Ask ask = Ask.of(method, path + "acme2");
    Ask none = Ask.of(method, path + "nobody");
    boolean read = method.equals("GET");

    Answer foreign = assertRefusedByUs(read ? ask : ask.json("{}"));
    Answer missing = assertRefusedByUs(read ? none : none.json("{}"));

    assertThat(foreign.status()).isEqualTo(missing.status());
    assertThat(foreign.body().replace("acme2", "nobody")).isEqualTo(missing.body());
    assertThat(siege.send("acme", Ask.of("GET", "/api/3.0/mlflow/workspaces")).body())
        .doesNotContain("acme2", "zeta");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", ""})
  void theCredentialsOwnWorkspaceIsFine(String name) {
    Answer answer =
        siege.send(
            "acme",
            get("mlflow/experiments/get?experiment_id=0").header("X-MLFLOW-WORKSPACE: " + name));

    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Tenant: acme2",
        "X-Tenant-Id: acme2",
        "tenant: acme2",
        "X-Amzn-Lambda-Authorizer: {\"tenant\":\"acme2\"}",
        "X-Amz-Tenant-Id: acme2",
        "x-amzn-requestcontext: {\"authorizer\":{\"lambda\":{\"tenant\":\"acme2\"}}}",
        "X-Apigateway-Event: {\"requestContext\":{\"authorizer\":{\"lambda\":{\"tenant\":\"acme2\"}}}}",
        "X-Forwarded-User: acme2",
        "X-Remote-User: acme2",
        "X-Original-URL: /api/2.0/mlflow/runs/get?run_id=1",
        "X-Rewrite-URL: /api/2.0/bulkhead/tokens",
        "X-HTTP-Method-Override: DELETE",
        "X-Forwarded-Host: evil.example",
        "Forwarded: for=acme2;host=acme2",
        "Cookie: tenant=acme2; session=acme2; authorization=Bearer acme2"
      })
  void noHeaderChangesTheAnswer(String header) {
    Ask ask = get("mlflow/experiments/search?max_results=1000");

    assertThat(siege.send("acme", ask.header(header)).body())
        .isEqualTo(siege.send("acme", ask).body())
        .contains(acme().canary());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenant=acme2",
        "tenant_id=acme2",
        "workspace=acme2",
        "pathParameters=acme2",
        "requestContext.authorizer.lambda.tenant=acme2",
        "authorizer[tenant]=acme2",
        "%00tenant=acme2"
      })
  void noQueryParameterChangesTheAnswer(String parameter) {
    Ask ask = get("mlflow/experiments/search?max_results=1000&" + parameter);

    Answer answer = siege.send("acme", ask);

    assertThat(answer.body()).contains(acme().canary());
    assertNoCanary(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tenant\":\"acme2\"",
        "\"tenant_id\":\"acme2\"",
        "\"workspace\":\"acme2\"",
        "\"requestContext\":{\"authorizer\":{\"lambda\":{\"tenant\":\"acme2\",\"role\":\"admin\"}}}",
        "\"authorizer\":{\"tenant\":\"acme2\"}",
        "\"pk\":\"T#acme2#E\"",
        "\"__proto__\":{\"tenant\":\"acme2\"}",
        "\"@type\":\"dev.bulkhead.tenancy.Caller\""
      })
  void noFieldOfABodyReachesAnother(String field) {
    Answer answer =
        siege.send(
            "acme", post("mlflow/experiments/search", "{\"max_results\":1000," + field + "}"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains(acme().canary());
    assertNoCanary(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://bulkhead-local-000000000000-us-east-1/tenants/acme2/artifacts",
        "mlflow-artifacts:/../../acme2/artifacts",
        "mlflow-artifacts:/..%2f..%2facme2",
        "mlflow-artifacts://other-host/1",
        "file:///etc",
        "/etc",
        "http://169.254.169.254/latest/meta-data",
        "mlflow-artifacts:/x?tenant=acme2",
        "mlflow-artifacts:/x#y",
        "runs:/1/2",
        "mlflow-artifacts:/\u0000",
        "mlflow-artifacts:\\..\\..\\acme2"
      })
  void aLocationOutsideTheTenantIsRefused(String location) {
    byte[] body =
        Json.write(
            out -> {
              out.writeStringField("name", "located");
              out.writeStringField("artifact_location", location);
            });

    assertRefusedByUs(post("mlflow/experiments/create", new String(body, StandardCharsets.UTF_8)));
  }

  static Stream<String> malformedIds() {
    return Stream.of(
        "",
        "*",
        "?",
        "a*",
        "ab?",
        "${aws:username}",
        "a'b",
        "a\\\"b",
        "a\\\\b",
        "a\\nb",
        "a/b",
        "../acme",
        "a#b",
        "Acme",
        "acme--x",
        "-acme",
        "acme-",
        "1acme",
        "a".repeat(41),
        "\u0430cme",
        "acm\uff45",
        "acme\u200b",
        "default",
        "workspaces",
        "api",
        "ajax-api",
        "static-files");
  }

  @ParameterizedTest
  @MethodSource("malformedIds")
  void noTenantIsCreatedOfADangerousName(String name) {
    Map<String, String> before = siege.stored();

    Map<?, ?> answer =
        siege.operate("{\"operation\":\"create-tenant\",\"tenant\":\"" + name + "\"}");

    assertThat(answer.get("error_code")).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(siege.stored()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme2", "acme-2"})
  void listingsEndAtTheTenantsOwnPrefix(String path) {
    Answer answer = siege.send("acme", get("mlflow-artifacts/artifacts?path=" + path));
    Answer root = siege.send("acme", get("mlflow-artifacts/artifacts"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("path");
    assertThat(root.body()).contains(acme().experiment()).doesNotContain(acme2().experiment());
  }
}
