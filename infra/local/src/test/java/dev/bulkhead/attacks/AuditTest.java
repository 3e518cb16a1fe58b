package dev.bulkhead.attacks;

import static dev.bulkhead.attacks.Ask.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Siege.Line;
import dev.bulkhead.local.template.ApiRoute;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One record of every call on every route, whoever called and whatever came of it. */
final class AuditTest extends Besieged {

  static Stream<ApiRoute> routes() {
    return siegeRoutes().stream();
  }

  /** Read here, as parameters are made before the stack is there for all to use. */
  private static List<ApiRoute> siegeRoutes() {
    return siege.aws().template().routes();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void everyRouteLeavesOneRecordOfWhoDidWhat(ApiRoute route) {
    Answer answer = siege.send("acme", "admin", call(route));

    Map<String, @Nullable Object> entry = onlyRecord(route.function());
    assertThat(entry)
        .containsEntry("action", route.key())
        .containsEntry("status", (long) answer.status())
        .containsEntry("request_id", answer.headers().get("apigw-requestid"))
        .containsKeys("duration_ms", "resource", "outcome", "level");
    if (route.authorized()) {
      assertThat(entry)
          .containsEntry("tenant", "acme")
          .containsEntry("principal", "ana")
          .containsEntry("role", "admin");
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void everyDenialOfTheAuthorizerLeavesOneRecord(ApiRoute route) {
    if (!route.authorized()) {
      return;
    }
    // Another each time, as the gateway keeps the authorizer's answer.
    String token = "bh_acme_%016x_%064x".formatted(System.nanoTime(), System.nanoTime());

    Answer answer = siege.send(call(route).as(siege.secret(token)));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(onlyRecord("AuthorizerFunction"))
        .containsEntry("action", route.key())
        .containsEntry("outcome", "refused")
        .containsEntry("error_code", "CREDENTIAL_UNKNOWN");
    assertThat(records(route.function())).isEmpty();
  }

  @Test
  void aViewersWriteIsRecordedAsRefused() {
    siege.send("acme", "viewer", Ask.post("mlflow/runs/delete", "{\"run_id\":\"x\"}"));

    assertThat(onlyRecord("RunsFunction"))
        .containsEntry("role", "viewer")
        .containsEntry("error_code", "PERMISSION_DENIED")
        .containsEntry("status", 403L);
  }

  @Test
  void whatACallNamesIsItsResource() {
    siege.send("acme", get("mlflow/runs/get?run_id=" + acme2().run()));
    assertThat(onlyRecord("RunsFunction"))
        .containsEntry("resource", Map.of("run_id", acme2().run()));
  }

  @Test
  void operatorsAndS3AreRecordedToo() {
    siege.operate("{\"operation\":\"list-tokens\",\"tenant\":\"acme\"}");
    assertThat(onlyRecord("TenantsFunction"))
        .containsEntry("action", "list-tokens")
        .containsEntry("principal", "operator")
        .containsEntry("resource", Map.of("tenant", "acme"));

    siege.operate("{\"operation\":\"make-me-root\"}");
    assertThat(records("TenantsFunction").getLast())
        .containsEntry("outcome", "refused")
        .containsEntry("error_code", "INVALID_PARAMETER_VALUE");

    siege
        .aws()
        .invoke(
            "UploadsFunction",
            """
            {"Records":[{"eventTime":"2026-01-01T00:00:00Z","eventName":"ObjectCreated:Put",\
            "s3":{"bucket":{"name":"%s"},"object":{"key":"tenants/acme/spill/%%0aseen",\
            "sequencer":"1"}}}]}\
            """
                .formatted(siege.bucket())
                .getBytes(StandardCharsets.UTF_8));
    assertThat(onlyRecord("UploadsFunction")).containsEntry("error_code", "NO_ARTIFACT");
  }

  private static Ask call(ApiRoute route) {
    if (route.key().equals("$default")) {
      return get("mlflow/no-such-route");
    }
    String[] parts = route.key().split(" ", 2);
    String path =
        parts[1]
            .replace("{api}", "ajax-api")
            .replace("{path+}", "none/at all")
            .replace(" ", "%20")
            .replaceAll("\\{\\w+}", "none");
    Ask ask = Ask.of(parts[0], path);
    return parts[0].equals("GET") ? ask : ask.json("{}");
  }

  private static Map<String, @Nullable Object> onlyRecord(String function) {
    List<Map<String, @Nullable Object>> found = records(function);
    assertThat(found).as("%s", siege.log()).hasSize(1);
    return found.getFirst();
  }

  private static List<Map<String, @Nullable Object>> records(String function) {
    return siege.log().stream()
        .filter(line -> line.source().equals(function))
        .map(Line::text)
        .map(text -> new Answer(200, Map.of(), text).json())
        .toList();
  }
}
