package dev.bulkhead.attacks;

import static dev.bulkhead.attacks.Ask.get;
import static dev.bulkhead.attacks.Ask.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials that are none, or no longer, or another's. */
final class TokensTest extends Besieged {
  private static final Ask READ = get("mlflow/experiments/search?max_results=1000");
  private static final Duration A_MINUTE = Duration.ofSeconds(61);

  static Stream<Arguments> forged() {
    return Stream.of(
        forged("nothing", _ -> ""),
        forged("no token", _ -> "Bearer"),
        forged("an empty one", _ -> "Bearer "),
        forged("a word", _ -> "Bearer x"),
        forged("no scheme", t -> t),
        forged("another scheme", t -> "Token " + t),
        forged("another tenant's name", t -> "Bearer " + t.replace("bh_acme_", "bh_acme2_")),
        forged("a tenant that is none", t -> "Bearer " + t.replace("bh_acme_", "bh_nobody_")),
        forged("a wildcard", t -> "Bearer " + t.replace("bh_acme_", "bh_*_")),
        forged("another case", t -> "Bearer " + t.toUpperCase(Locale.ROOT)),
        forged("one bit", t -> "Bearer " + t.substring(0, t.length() - 1) + flip(t)),
        forged("one digit less", t -> "Bearer " + t.substring(0, t.length() - 1)),
        forged("one digit more", t -> "Bearer " + t + "0"),
        forged("twice", t -> "Bearer " + t + "," + t),
        forged("twice by scheme", t -> "Bearer " + t + ", Bearer " + t),
        forged("quoted", t -> "Bearer \"" + t + "\""),
        forged("an id alone", t -> "Bearer " + t.substring(0, t.lastIndexOf('_') + 1)),
        forged("the user's name", t -> "Basic " + basic(t + ":x")),
        forged("no colon", t -> "Basic " + basic(t)),
        forged("broken base64", t -> "Basic " + t),
        forged("an AWS signature", _ -> "AWS4-HMAC-SHA256 Credential=a/b, Signature=c"),
        forged("a JWT of none", _ -> "Bearer eyJhbGciOiJub25lIn0.eyJ0ZW5hbnQiOiJhY21lMiJ9."),
        forged("a full-width digit", t -> "Bearer " + t.replace('0', '\uff10')),
        forged("nine thousand characters", _ -> "Bearer " + "x".repeat(9000)));
  }

  private static Arguments forged(String name, UnaryOperator<String> header) {
    return Arguments.of(name, header);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forged")
  void aForgedCredentialIsRefusedOnEveryKindOfRoute(String name, UnaryOperator<String> header) {
    String value = header.apply(acme().token("admin"));
    Map<String, String> before = siege.stored();

    for (Ask ask :
        new Ask[] {
          READ,
          post("mlflow/experiments/create", "{\"name\":\"forged\"}"),
          Ask.of("DELETE", "/api/2.0/mlflow-artifacts/artifacts/" + acme().file()),
          get("bulkhead/tokens"),
          get("mlflow/nothing")
        }) {
      Answer answer = siege.send(ask.header("Authorization: " + value));
      assertThat(answer.status()).as(name).isIn(401, 403);
      assertThat(answer.body()).doesNotContain("bh_", acme().canary());
    }
    assertThat(siege.stored()).isEqualTo(before);
  }

  /** The gateway keeps what the authorizer answered, under the very header that it was asked of. */
  @Test
  void anAnswerThatIsKeptServesThatHeaderAlone() {
    String own = acme().token("editor");
    String other = acme2().token("editor");
    Ask experiment = get("mlflow/experiments/get?experiment_id=" + acme2().experiment());
    assertThat(siege.send(experiment.as(own)).status()).isEqualTo(404);
    assertThat(siege.send(experiment.as(other)).status()).isEqualTo(200);

    for (String scheme : new String[] {"Bearer ", "bearer ", "BEARER ", "Bearer  ", "Bearer \t"}) {
      Answer answer = siege.send(experiment.header("Authorization: " + scheme + own));
      assertThat(answer.status()).as(scheme).isIn(403, 404);
      assertThat(answer.body()).doesNotContain(acme2().canary());
    }
    String swapped = "bh_acme_" + other.split("_", 3)[2];
    for (String header :
        new String[] {
          "Bearer " + own.toUpperCase(Locale.ROOT),
          "Bearer " + swapped,
          "Bearer " + own + " " + other,
          "Bearer " + own.replace("bh_acme_", "bh_acme2_")
        }) {
      assertThat(siege.send(experiment.header("Authorization: " + header)).status())
          .as(header)
          .isEqualTo(403);
    }
    assertThat(siege.send(experiment.as(own)).status()).isEqualTo(404);
  }

  @Test
  void twoCredentialsAreNone() {
    for (String second : new String[] {acme().token("viewer"), acme2().token("admin")}) {
      Answer answer = siege.send(READ.as(acme().token("editor")).as(second));
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Proxy-Authorization",
        "X-Authorization",
        "X-Api-Key",
        "Authorization-",
        "X-Amz-Security-Token",
        "Cookie"
      })
  void aCredentialCountsInOneHeaderAlone(String header) {
    assertThat(siege.send(READ.header(header + ": Bearer " + acme().token("admin"))).status())
        .isEqualTo(401);
    assertThat(
            siege
                .send(
                    get(
                        "mlflow/experiments/search?max_results=1&access_token="
                            + acme().token("admin")))
                .status())
        .isEqualTo(401);
  }

  @Test
  void aTokenSentAsDataIsNotLogged() {
    String token = acme().token("admin");

    siege.send("acme", get("mlflow/runs/get?run_id=" + token));
    siege.send("acme", get("mlflow/logged-models/" + token));
    siege.send("acme", get("mlflow-artifacts/artifacts/" + token));
    siege.send("acme", get(token));
    siege.send("acme", post("mlflow/runs/log-metric", "{\"run_id\":\"" + token + "\"}"));
    siege.send("acme", Ask.of("DELETE", "/api/2.0/bulkhead/tokens/" + token));

    assertThat(siege.log().toString()).contains("[redacted]").doesNotContain(token);
  }

  @Test
  void aRevokedTokenIsDeadWithinAMinute() {
    String token = siege.issue("acme", "editor");
    assertThat(siege.send(READ.as(token)).status()).isEqualTo(200);

    siege.operate(
        "{\"operation\":\"revoke-token\",\"tenant\":\"acme\",\"token_id\":\"%s\"}"
            .formatted(token.split("_", 4)[2]));
    siege.pass(A_MINUTE);

    assertThat(siege.send(READ.as(token)).status()).isEqualTo(403);
    assertThat(siege.log().toString()).contains("CREDENTIAL_REVOKED");
  }

  @Test
  void aSuspendedTenantIsShutOutWithinAMinuteAndGetsNoUrl() {
    Ask download = get("mlflow-artifacts/artifacts/" + siege.victim("zeta").file());
    assertThat(siege.send("zeta", download).status()).isEqualTo(302);

    siege.operate("{\"operation\":\"suspend-tenant\",\"tenant\":\"zeta\"}");
    try {
      siege.pass(A_MINUTE);
      for (String role : new String[] {"viewer", "editor", "admin"}) {
        assertThat(siege.send("zeta", role, download).status()).isEqualTo(403);
        assertThat(siege.send("zeta", role, get("bulkhead/tokens")).status()).isEqualTo(403);
      }
      assertThat(siege.send("acme", READ).status()).as("others are not").isEqualTo(200);
    } finally {
      siege.operate("{\"operation\":\"resume-tenant\",\"tenant\":\"zeta\"}");
      siege.pass(A_MINUTE);
    }
    assertThat(siege.send("zeta", download).status()).isEqualTo(302);
  }

  @Test
  void anAdminReachesNoTokenOfAnotherTenant() {
    String id = acme2().token("viewer").split("_", 4)[2];

    assertThat(siege.send("acme", "admin", get("bulkhead/tokens")).body()).doesNotContain(id);
    assertThat(
            siege
                .send("acme", "admin", Ask.of("DELETE", "/api/2.0/bulkhead/tokens/" + id))
                .status())
        .isEqualTo(
            siege
                .send(
                    "acme", "admin", Ask.of("DELETE", "/api/2.0/bulkhead/tokens/0000000000000000"))
                .status());
    siege.pass(A_MINUTE);
    assertThat(siege.send("acme2", "viewer", READ).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "editor"})
  void onlyAdminsManageTokens(String role) {
    Map<String, String> before = siege.stored();

    for (Ask ask :
        new Ask[] {
          get("bulkhead/tokens"),
          post("bulkhead/tokens", "{\"principal\":\"me\",\"role\":\"admin\"}"),
          Ask.of("DELETE", "/api/2.0/bulkhead/tokens/" + acme().token("admin").split("_", 4)[2])
        }) {
      assertThat(siege.send("acme", role, ask).field("error_code")).isEqualTo("PERMISSION_DENIED");
    }
    assertThat(siege.stored()).isEqualTo(before);
  }

  private static String basic(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static char flip(String token) {
    return token.endsWith("0") ? '1' : '0';
  }
}
