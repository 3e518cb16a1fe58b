package dev.bulkhead.attacks;

import static dev.bulkhead.attacks.Ask.get;
import static dev.bulkhead.attacks.Ask.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.http.Json;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters, orders and page tokens made to reach further, or to keep the service busy. */
final class QueriesTest extends Besieged {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String RUNS = "mlflow/runs/search";
  private static final String EXPERIMENTS = "mlflow/experiments/search";
  private static final String MODELS = "mlflow/logged-models/search";

  /** Two of each, so that a page of one has a next. */
  @BeforeAll
  static void secondOfEach() {
    for (String tenant : List.of("acme", "acme2")) {
      String experiment = siege.victim(tenant).experiment();
      for (int i = 0; i < 2; i++) {
        siege.send(
            tenant,
            post(
                "mlflow/runs/create",
                "{\"experiment_id\":\"%s\",\"start_time\":2}".formatted(experiment)));
        siege.send(
            tenant,
            post(
                "mlflow/logged-models",
                "{\"experiment_id\":\"%s\",\"name\":\"m%d\"}".formatted(experiment, i)));
        siege.send(
            tenant,
            post(
                "mlflow/runs/log-metric",
                """
                {"run_id":"%s","key":"h","value":%d,"timestamp":%d}\
                """
                    .formatted(siege.victim(tenant).run(), i, i)));
      }
    }
  }

  static Stream<String> filters() {
    return Stream.of(
        "attributes.run_id = 'x' OR 1=1",
        "1=1",
        "'1'='1'",
        "tags.x = 'a' OR tags.y = 'b'",
        "tags.x = 'a'; DROP TABLE runs",
        "tags.x = 'a' --",
        "tags.x = 'a' /* */",
        "tags.x = 'a",
        "tags.x = \"a",
        "tags.`x = 'a'",
        "tags.x = 'a\u0000'",
        "tags.x = 'a' AND ",
        "AND AND AND",
        "NOT tags.x = 'a'",
        "(tags.x = 'a')",
        "(".repeat(10_000) + "tags.x = 'a'" + ")".repeat(10_000),
        "(".repeat(100_000),
        "tags.x = 'a' AND ".repeat(10_000) + "tags.x = 'a'",
        "tags.x LIKE '" + "%".repeat(10_000) + "'",
        "tags.x LIKE '" + "%a".repeat(5_000) + "b'",
        "tags.x ILIKE '" + "_%".repeat(5_000) + "'",
        "tags.t LIKE '" + "%c%a%n%a%r%y".repeat(1_000) + "'",
        "attributes.run_id IN (" + "'a',".repeat(20_000) + "'a')",
        "attributes.run_id IN (SELECT run_id FROM runs)",
        "tenant = 'acme2'",
        "attributes.tenant = 'acme2'",
        "attributes.pk = 'T#acme2#'",
        "metrics.m > " + "9".repeat(10_000),
        "metrics.m > 1e999999999",
        "metrics.m = nan",
        "tags.x = '" + "x".repeat(500_000) + "'",
        "\u202etags.x = 'a'",
        "t\u0430gs.x = 'a'",
        "tags.x = \u2018a\u2019",
        "\n\t\r ",
        "`".repeat(10_001),
        "'".repeat(10_001),
        "\\".repeat(10_000),
        "a.".repeat(10_000));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void aFilterIsAnsweredSoonOrRefused(String filter) {
    for (String path : List.of(RUNS, EXPERIMENTS, MODELS)) {
      Instant start = Instant.now();
      Answer answer = search(path, "filter", filter);
      assertThat(answer.status()).as("%s: %s", path, answer).isIn(200, 400);
      assertThat(Duration.between(start, Instant.now())).as(path).isLessThan(SOON);
      if (answer.status() == 400) {
        assertThat(answer.isMlflowError()).isTrue();
      }
      assertNoCanary(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start_time; DROP TABLE runs",
        "start_time DESC, (SELECT 1)",
        "start_time ASC DESC",
        "tags.`",
        "tenant",
        "pk",
        "",
        "\u0000",
        "metrics.`a` DESC NULLS LAST",
        "${x}"
      })
  void anOrderIsAnsweredSoonOrRefused(String order) {
    for (String path : List.of(RUNS, EXPERIMENTS)) {
      byte[] body =
          Json.write(
              out -> {
                out.writeNumberField("max_results", 10);
                out.writeArrayFieldStart("experiment_ids");
                out.writeString(acme().experiment());
                out.writeEndArray();
                out.writeArrayFieldStart("order_by");
                for (int i = 0; i < 1000; i++) {
                  out.writeString(order);
                }
                out.writeEndArray();
              });
      Answer answer = siege.send("acme", post(path, "").bytes(body));
      assertThat(answer.status()).as("%s: %s", path, answer).isIn(200, 400);
      assertNoCanary(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {RUNS, EXPERIMENTS, MODELS, "mlflow/metrics/get-history"})
  void aPageTokenServesItsOwnQueryOfItsOwnTenantAlone(String path) {
    String own = token(path, "acme");
    String others = token(path, "acme2");

    assertThat(page(path, "acme", own, "").status()).isEqualTo(200);
    assertRefusedToken(page(path, "acme", others, ""));
    assertRefusedToken(page(path, "acme2", own, ""));
    if (!path.endsWith("history")) {
      assertRefusedToken(page(path, "acme", own, "tags.t != 'x'"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {RUNS, EXPERIMENTS, MODELS, "mlflow/metrics/get-history"})
  void aPageTokenThatWasChangedIsRefused(String path) {
    String token = token(path, "acme");
    for (int i = 0; i < token.length(); i += 3) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      assertRefusedToken(
          page(path, "acme", token.substring(0, i) + other + token.substring(i + 1), ""));
    }
    for (String changed :
        List.of(
            token.substring(1),
            token.substring(0, token.length() - 1),
            token + "A",
            token + "=",
            token + token,
            " " + token,
            token.substring(0, 8),
            "x",
            "....",
            "\u00e9",
            "%00",
            "A".repeat(3000),
            base64("{\"offset\": 0}"),
            base64("{\"offset\": -1}"),
            base64("T#acme2#R"))) {
      assertRefusedToken(page(path, "acme", changed, ""));
    }
  }

  @Test
  void tokensOfOneSearchAreRefusedByAnother() {
    assertRefusedToken(page(EXPERIMENTS, "acme", token(RUNS, "acme"), ""));
    assertRefusedToken(page(RUNS, "acme", token(EXPERIMENTS, "acme"), ""));
    assertRefusedToken(page(MODELS, "acme", token(RUNS, "acme"), ""));
    assertRefusedToken(page("mlflow/metrics/get-history", "acme", token(EXPERIMENTS, "acme"), ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "50001",
        "2147483648",
        "1e3",
        "\"\"",
        "\"1\\u0000\"",
        "null",
        "[1]",
        "1.5"
      })
  void aPageSizeIsBounded(String size) {
    for (String path : List.of(RUNS, EXPERIMENTS, MODELS)) {
      Answer answer =
          siege.send(
              "acme",
              post(
                  path,
                  "{\"experiment_ids\":[\"%s\"],\"max_results\":%s}"
                      .formatted(acme().experiment(), size)));
      assertThat(answer.status()).as("%s %s: %s", path, size, answer).isIn(200, 400);
      assertNoCanary(answer);
    }
  }

  @Test
  void manyExperimentIdsAreBounded() {
    String ids = "\"1\",".repeat(100_000) + "\"" + acme().experiment() + "\"";

    Answer answer = siege.send("acme", post(RUNS, "{\"experiment_ids\":[" + ids + "]}"));

    assertThat(answer.status()).as(answer.body()).isIn(200, 400);
    assertNoCanary(answer);
  }

  private static void assertRefusedToken(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(400);
    assertThat(answer.field("error_code")).isEqualTo("INVALID_PARAMETER_VALUE");
    assertNoCanary(answer);
  }

  private static String token(String path, String tenant) {
    Answer first = page(path, tenant, "", "");
    assertThat(first.field("next_page_token")).as("%s", first).isNotEmpty();
    return first.field("next_page_token");
  }

  private static Answer page(String path, String tenant, String token, String filter) {
    Victim of = siege.victim(tenant);
    if (path.endsWith("history")) {
      return siege.send(
          tenant,
          get(
              path
                  + "?metric_key=h&max_results=1&run_id="
                  + of.run()
                  + (token.isEmpty() ? "" : "&page_token=" + URLEncoder.encode(token, UTF_8))));
    }
    byte[] body =
        Json.write(
            out -> {
              out.writeNumberField("max_results", 1);
              out.writeArrayFieldStart("experiment_ids");
              out.writeString(of.experiment());
              out.writeEndArray();
              out.writeStringField("page_token", token);
              out.writeStringField("filter", filter);
            });
    return siege.send(tenant, post(path, "").bytes(body));
  }

  private static Answer search(String path, String field, String value) {
    byte[] body =
        Json.write(
            out -> {
              out.writeNumberField("max_results", 10);
              out.writeArrayFieldStart("experiment_ids");
              out.writeString(acme().experiment());
              out.writeEndArray();
              out.writeStringField(field, value);
            });
    return siege.send("acme", post(path, "").bytes(body));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
