package dev.bulkhead.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.app.Environment;
import dev.bulkhead.http.Json;
import dev.bulkhead.local.lambda.LocalLambda;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.runs.RunsFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A function that gets no session of the tenant: it has no other way to the data. */
final class SessionsTest extends Besieged {
  private final List<String> log = new ArrayList<>();

  @Test
  void withoutStsAClientIsToldToComeAgain() throws Exception {
    Environment own = siege.aws().environment(siege.aws().template().function("RunsFunction"));
    Map<String, String> variables = new HashMap<>(own.variables());
    // Nothing listens on this port.
    variables.put("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1");

    Map<?, ?> answer = ask(new Environment(variables, own.credentials()));

    assertThat(answer.get("statusCode")).isEqualTo(503L);
    assertThat((Map<?, ?>) answer.get("headers")).extracting("retry-after").isEqualTo("1");
    assertThat(answer.get("body").toString()).contains("TEMPORARILY_UNAVAILABLE");
    assertThat(log).singleElement().asString().contains("\"status\":503");
  }

  @Test
  void aFunctionsOwnKeysOpenNothing() throws Exception {
    Environment own = siege.aws().environment(siege.aws().template().function("RunsFunction"));
    var stranger =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create("AKIANOBODY", siege.secret("nobody's key")));

    Map<?, ?> answer = ask(new Environment(own.variables(), stranger));

    assertThat(answer.get("statusCode")).isEqualTo(500L);
    assertThat(answer.get("body").toString()).doesNotContain(acme().canary(), "AKIA", "STS");
    assertThat(log).singleElement().asString().doesNotContain("nobody's key");
  }

  /** A function whose role may not become a tenant's: what AWS denies is counted. */
  @Test
  void aRoleThatMayNotBecomeTheTenantHitsTheWall() throws Exception {
    Environment own = siege.aws().environment(siege.aws().template().function("RunsFunction"));
    Environment other = siege.aws().environment(siege.aws().template().function("ServerFunction"));

    Map<?, ?> answer = ask(new Environment(own.variables(), other.credentials()));

    assertThat(answer.get("statusCode")).isEqualTo(500L);
    assertThat(log).singleElement().asString().contains("\"wall_hit\":true", "\"WallHits\":1");
  }

  private Map<?, ?> ask(Environment environment) throws Exception {
    var lambda =
        new LocalLambda(
            List.of(siege.aws().template().function("RunsFunction")),
            _ -> new RunsFunction(environment),
            (_, text) -> log.add(text));
    String event =
        """
        {"routeKey":"GET /{api}/2.0/mlflow/runs/get","rawPath":"/api/2.0/mlflow/runs/get",\
        "rawQueryString":"run_id=%s","pathParameters":{"api":"api"},"requestContext":{"requestId":"r",\
        "authorizer":{"lambda":{"tenant":"acme","principal":"ana","role":"editor"}}}}\
        """
            .formatted(acme().run());
    Outcome outcome = lambda.invoke("RunsFunction", event.getBytes(UTF_8));
    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    return (Map<?, ?>) Json.read(((Outcome.Answered) outcome).payload());
  }
}
