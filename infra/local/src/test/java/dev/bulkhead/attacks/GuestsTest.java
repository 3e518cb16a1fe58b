package dev.bulkhead.attacks;

import static dev.bulkhead.attacks.Ask.get;
import static dev.bulkhead.attacks.Ask.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Siege.Line;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A credential of acme that is good in acme2 too, as a viewer, and nowhere else. */
final class GuestsTest extends Besieged {
  private static final Ask READ = get("mlflow/experiments/search?max_results=1000");
  private static final Duration A_MINUTE = Duration.ofSeconds(61);

  @Test
  void aGuestSeesTheTenantThatItNamesAndNotTheOther() {
    String token = guest("admin", "acme2=viewer");

    assertThat(siege.send(READ.as(token)).body())
        .contains(acme().canary())
        .doesNotContain(acme2().canary());
    assertThat(siege.send(in("acme", READ).as(token)).body())
        .contains(acme().canary())
        .doesNotContain(acme2().canary());
    assertThat(siege.send(in("acme2", READ).as(token)).body())
        .contains(acme2().canary())
        .doesNotContain(acme().canary());
    assertThat(siege.send(Ask.of("GET", "/api/3.0/mlflow/workspaces").as(token)).body())
        .isEqualTo("{\"workspaces\":[{\"name\":\"acme\"},{\"name\":\"acme2\"}]}");
  }

  @Test
  void aGuestWhoViewsChangesNothingThere() {
    String token = guest("admin", "acme2=viewer");
    Map<String, String> before = siege.stored();

    for (Ask ask :
        List.of(
            post("mlflow/experiments/create", "{\"name\":\"intruder\"}"),
            post("mlflow/runs/delete", "{\"run_id\":\"" + acme2().run() + "\"}"),
            post(
                "mlflow/runs/set-tag",
                "{\"run_id\":\"%s\",\"key\":\"a\",\"value\":\"b\"}".formatted(acme2().run())),
            Ask.of("DELETE", "/api/2.0/mlflow-artifacts/artifacts/" + acme2().file()),
            Ask.of("PUT", "/api/2.0/mlflow-artifacts/artifacts/" + acme2().file())
                .bytes(new byte[] {1}))) {
      assertThat(siege.send(in("acme2", ask).as(token)).field("error_code"))
          .as("%s", ask)
          .isEqualTo("PERMISSION_DENIED");
    }
    assertThat(siege.stored()).isEqualTo(before);
  }

  @Test
  void aGuestWhoEditsWritesThereAndNotAtHome() {
    String token = guest("viewer", "acme2=editor");
    Ask create =
        post(
            "mlflow/runs/set-tag",
            "{\"run_id\":\"%s\",\"key\":\"g\",\"value\":\"h\"}".formatted(acme2().run()));

    assertThat(siege.send(in("acme2", create).as(token)).status()).isEqualTo(200);
    assertThat(siege.send(create.as(token)).field("error_code")).isEqualTo("PERMISSION_DENIED");
  }

  /** Every other name is answered alike, whether there is such a tenant or not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "zeta",
        "nobody",
        "default",
        "ACME2",
        "Acme",
        "acme2,acme2",
        "acme,acme2",
        "acme2 acme",
        "acme2=viewer",
        "*",
        "acme2/",
        "acme2%20"
      })
  void aGuestIsNobodyElsewhere(String name) {
    String token = guest("admin", "acme2=viewer");
    Map<String, String> before = siege.stored();

    Answer answer =
        siege.send(in(name, post("mlflow/experiments/create", "{\"name\":\"x\"}")).as(token));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.field("message")).isEqualTo("Workspace '" + name + "' not found");
    assertThat(siege.stored()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"acme,acme2", "acme2,acme", "acme2,acme2", "acme2,zeta"})
  void twoNamesAreNone(String first, String second) {
    Answer answer = siege.send(in(second, in(first, READ)).as(guest("admin", "acme2=viewer")));

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain(acme().canary(), acme2().canary());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void anEmptyNameIsNone(String name) {
    Answer answer = siege.send(in(name, READ).as(guest("admin", "acme2=viewer")));

    assertThat(answer.body()).contains(acme().canary()).doesNotContain(acme2().canary());
  }

  @Test
  void idsAndPageTokensOfOneTenantAreWorthNothingInTheOther() {
    String token = guest("admin", "acme2=editor");
    Ask run = get("mlflow/runs/get?run_id=" + acme().run());
    assertThat(siege.send(run.as(token)).status()).isEqualTo(200);
    assertThat(siege.send(in("acme2", run).as(token)).field("error_code"))
        .isEqualTo("RESOURCE_DOES_NOT_EXIST");

    String page =
        siege
            .send(get("mlflow/experiments/search?max_results=1").as(token))
            .field("next_page_token");
    Ask next = get("mlflow/experiments/search?max_results=1&page_token=" + page);
    assertThat(siege.send(next.as(token)).status()).isEqualTo(200);
    assertThat(siege.send(in("acme2", next).as(token)).status()).isEqualTo(400);
  }

  @Test
  void anAdminManagesTokensAtHomeAlone() {
    String token = guest("admin", "acme2=editor");
    String id = acme2().token("viewer").split("_", 4)[2];
    Map<String, String> before = siege.stored();

    for (Ask ask :
        List.of(
            get("bulkhead/tokens"),
            post("bulkhead/tokens", "{\"principal\":\"me\",\"role\":\"admin\"}"),
            Ask.of("DELETE", "/api/2.0/bulkhead/tokens/" + id))) {
      assertThat(siege.send(in("acme2", ask).as(token)).field("error_code"))
          .isEqualTo("PERMISSION_DENIED");
    }
    Ask letIn =
        post(
            "bulkhead/tokens",
            "{\"principal\":\"me\",\"role\":\"viewer\",\"also\":[\"acme2=editor\"]}");
    assertThat(siege.send(letIn.as(token)).field("error_code")).isEqualTo("PERMISSION_DENIED");
    assertThat(siege.stored()).isEqualTo(before);
    assertThat(siege.send(get("bulkhead/tokens").as(token)).body())
        .contains(token.split("_", 4)[2])
        .doesNotContain("acme2");
    siege.send(Ask.of("DELETE", "/api/2.0/bulkhead/tokens/" + id).as(token));
    siege.pass(A_MINUTE);
    assertThat(siege.send("acme2", "viewer", READ).status()).isEqualTo(200);
  }

  @Test
  void aDismissedGuestIsAStrangerWithinAMinute() {
    String token = guest("editor", "acme2=editor");
    assertThat(siege.send(in("acme2", READ).as(token)).status()).isEqualTo(200);

    siege.operate(
        """
        {"operation":"dismiss-guest","tenant":"acme2","home":"acme","token_id":"%s"}\
        """
            .formatted(token.split("_", 4)[2]));
    siege.pass(A_MINUTE);

    assertThat(siege.send(in("acme2", READ).as(token)).field("message"))
        .isEqualTo("Workspace 'acme2' not found");
    assertThat(siege.send(READ.as(token)).status()).as("at home").isEqualTo(200);
  }

  @Test
  void aSuspendedTenantIsAsOneThatNeverWasToItsGuests() {
    String token = guest("editor", "zeta=viewer");
    assertThat(siege.send(in("zeta", READ).as(token)).status()).isEqualTo(200);
    siege.operate("{\"operation\":\"suspend-tenant\",\"tenant\":\"zeta\"}");
    try {
      siege.pass(A_MINUTE);

      assertThat(siege.send(in("zeta", READ).as(token)).field("message"))
          .isEqualTo("Workspace 'zeta' not found");
      assertThat(siege.send(Ask.of("GET", "/api/3.0/mlflow/workspaces").as(token)).body())
          .doesNotContain("zeta");
      assertThat(siege.send(READ.as(token)).status()).as("at home").isEqualTo(200);
    } finally {
      siege.operate("{\"operation\":\"resume-tenant\",\"tenant\":\"zeta\"}");
      siege.pass(A_MINUTE);
    }
    assertThat(siege.send(in("zeta", READ).as(token)).status()).isEqualTo(200);
  }

  @Test
  void aSuspendedHomeOrARevokedTokenIsOutEverywhere() {
    siege.operate("{\"operation\":\"create-tenant\",\"tenant\":\"home1\"}");
    String token = guest("home1", "editor", "acme2=editor");
    String revoked = guest("home1", "editor", "acme2=editor");
    siege.operate("{\"operation\":\"suspend-tenant\",\"tenant\":\"home1\"}");
    siege.pass(A_MINUTE);
    assertThat(siege.send(in("acme2", READ).as(token)).status()).isEqualTo(403);

    siege.operate("{\"operation\":\"resume-tenant\",\"tenant\":\"home1\"}");
    siege.operate(
        "{\"operation\":\"revoke-token\",\"tenant\":\"home1\",\"token_id\":\"%s\"}"
            .formatted(revoked.split("_", 4)[2]));
    siege.pass(A_MINUTE);
    assertThat(siege.send(in("acme2", READ).as(token)).status()).isEqualTo(200);
    assertThat(siege.send(in("acme2", READ).as(revoked)).status()).isEqualTo(403);
  }

  @Test
  void theRecordOfAGuestsCallNamesTheTenantThatItWasMadeIn() {
    String token = guest("admin", "acme2=viewer");
    siege.clearLog();

    siege.send(in("acme2", READ).as(token));

    assertThat(siege.log())
        .filteredOn(line -> line.source().equals("ExperimentsFunction"))
        .extracting(Line::text)
        .singleElement()
        .asString()
        .contains(
            "\"home\":\"acme\",\"principal\":\"ana\",\"role\":\"viewer\",\"tenant\":\"acme2\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acme2=admin | INVALID_PARAMETER_VALUE",
        "acme2=owner | INVALID_PARAMETER_VALUE",
        "acme2= | INVALID_PARAMETER_VALUE",
        "acme2 | RESOURCE_DOES_NOT_EXIST",
        "=viewer | RESOURCE_DOES_NOT_EXIST",
        "nobody=viewer | RESOURCE_DOES_NOT_EXIST",
        "*=viewer | RESOURCE_DOES_NOT_EXIST",
        "acme=viewer | INVALID_PARAMETER_VALUE",
        "acme2=viewer\",\"acme2=editor | INVALID_PARAMETER_VALUE"
      })
  void anOperatorsMistakeIssuesNothing(String also, String code) {
    Map<String, String> before = siege.stored();

    assertThat(issue("acme", "viewer", also).get("error_code")).isEqualTo(code);
    assertThat(siege.stored()).isEqualTo(before);
  }

  @Test
  void moreThanTwentyTenantsAreTooMany() {
    String also = "acme2=viewer\",\"".repeat(20) + "acme2=viewer";

    assertThat(issue("acme", "viewer", also).get("message"))
        .isEqualTo("'also' must name at most 20 tenants, but named 21.");
  }

  private static Ask in(String workspace, Ask ask) {
    return ask.header("X-MLFLOW-WORKSPACE: " + workspace);
  }

  private static String guest(String role, String also) {
    return guest("acme", role, also);
  }

  private static String guest(String home, String role, String also) {
    return siege.secret(String.valueOf(issue(home, role, also).get("token")));
  }

  private static Map<?, ?> issue(String home, String role, String also) {
    return siege.operate(
        """
        {"operation":"issue-token","tenant":"%s","principal":"ana","role":"%s","also":["%s"]}\
        """
            .formatted(home, role, also));
  }
}
