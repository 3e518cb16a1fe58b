package dev.bulkhead.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.Environment;
import dev.bulkhead.artifacts.ArtifactsFunction;
import dev.bulkhead.http.Json;
import dev.bulkhead.local.LoopbackServer;
import dev.bulkhead.local.lambda.LocalLambda;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.sts.StsFront;
import dev.bulkhead.runs.RunsFunction;
import dev.bulkhead.searches.SearchFunction;
import dev.bulkhead.tenants.TokensFunction;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sessions that AWS ends under a warm function, whose own clock takes them for young: one other is
 * asked for, and when none is to be had, the caller is told to come again. There is no way back to
 * the function's own role.
 */
@Timeout(60)
final class ExpiredSessionsTest {
  /** A session's life but for a second: by more than that, signatures would be too old as well. */
  private static final Duration NEARLY_A_LIFE = Duration.ofMinutes(15).minusSeconds(1);

  private Duration late = Duration.ZERO;

  private static Siege siege;
  private static StsTap sts;
  private static LoopbackServer server;
  private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() throws IOException {
    siege = new Siege(List.of("acme"));
    // By the functions' clock, as else it would refuse what they sign for being old.
    sts = new StsTap(new StsFront(siege.aws().iam(), "us-east-1", Clock.systemUTC()));
    server = LoopbackServer.start(0, sts);
  }

  @AfterAll
  static void stop() {
    server.close();
    siege.close();
  }

  @AfterEach
  void turnTheClockBack() {
    siege.pass(late.negated());
    late = Duration.ZERO;
    sts.become(StsTap.Mood.WELL);
  }

  @Test
  void callsAtOnceShareOneOtherSession() throws Exception {
    Warm runs = warm("RunsFunction", RunsFunction::new);
    String get = get("mlflow/runs/get", "run_id=" + acme().run(), "editor");
    assertThat(ask(runs, get).get("statusCode")).isEqualTo(200L);

    end();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Future<Map<?, ?>>>();
      for (int i = 0; i < 16; i++) {
        calls.add(threads.submit(() -> ask(runs, get)));
      }
      for (Future<Map<?, ?>> call : calls) {
        assertThat(call.get().get("statusCode")).isEqualTo(200L);
      }
    }

    assertThat(sts.asked()).isEqualTo(1);
    assertThat(LOG).noneMatch(line -> line.contains("wall_hit"));
  }

  @Test
  void whatIsWrittenInAnEndedSessionIsWrittenOnceInAnother() throws Exception {
    Warm runs = warm("RunsFunction", RunsFunction::new);
    String log = metric(7);
    assertThat(ask(runs, metric(6)).get("statusCode")).isEqualTo(200L);

    end();
    assertThat(ask(runs, log).get("statusCode")).isEqualTo(200L);

    assertThat(sts.asked()).isEqualTo(1);
    Warm search = warm("SearchFunction", SearchFunction::new);
    Map<?, ?> history =
        ask(
            search,
            get(
                "mlflow/metrics/get-history",
                "run_id=" + acme().run() + "&metric_key=expired",
                "viewer"));
    assertThat(String.valueOf(history.get("body"))).containsOnlyOnce("\"value\":7");
  }

  @Test
  void theBucketsWordForItIsUnderstoodToo() throws Exception {
    Warm artifacts = warm("ArtifactsFunction", ArtifactsFunction::new);
    String list = get("mlflow-artifacts/artifacts", "path=" + folder(), "viewer");
    assertThat(ask(artifacts, list).get("statusCode")).isEqualTo(200L);

    siege.pass(Duration.ofHours(1));
    late = Duration.ofHours(1);
    sts.forget();
    Map<?, ?> answer = ask(artifacts, list);

    assertThat(answer.get("statusCode")).as("%s", answer).isEqualTo(200L);
    assertThat(String.valueOf(answer.get("body"))).contains("file.txt");
    assertThat(sts.asked()).isEqualTo(1);
  }

  @Test
  void anAdminsSessionIsRenewedToo() throws Exception {
    Warm tokens = warm("TokensFunction", TokensFunction::new);
    String list = event("GET", "bulkhead/tokens", "", "", "admin");
    assertThat(ask(tokens, list).get("statusCode")).isEqualTo(200L);

    end();

    assertThat(ask(tokens, list).get("statusCode")).isEqualTo(200L);
    assertThat(sts.asked()).isEqualTo(1);
  }

  /** It may be down, busy, or ask for fewer calls: in no case is there another credential. */
  @ParameterizedTest
  @EnumSource(names = "WELL", mode = EnumSource.Mode.EXCLUDE)
  void whenNoOtherIsToBeHadACallerIsToldToComeAgain(StsTap.Mood mood) throws Exception {
    Warm runs = warm("RunsFunction", RunsFunction::new);
    String get = get("mlflow/runs/get", "run_id=" + acme().run(), "editor");
    assertThat(ask(runs, get).get("statusCode")).isEqualTo(200L);
    Map<String, String> before = siege.stored();

    end();
    sts.become(mood);
    for (String call : List.of(get, metric(8))) {
      Map<?, ?> answer = ask(runs, call);

      assertThat(answer.get("statusCode")).as("%s", answer).isEqualTo(503L);
      assertThat((Map<?, ?>) answer.get("headers")).extracting("retry-after").isEqualTo("1");
      assertThat(String.valueOf(answer.get("body")))
          .contains("TEMPORARILY_UNAVAILABLE")
          .doesNotContain("ASIA", "AKIA", "arn:", "Throttl", acme().canary());
    }
    sts.become(StsTap.Mood.WELL);

    assertThat(siege.stored()).isEqualTo(before);
    assertThat(LOG).noneMatch(line -> line.contains("wall_hit"));
    assertThat(ask(runs, get).get("statusCode")).as("as soon as it is well").isEqualTo(200L);
  }

  private static Victim acme() {
    return siege.victim("acme");
  }

  /** Instances of a function share one handler here, as calls at once share what a cache holds. */
  private static Warm warm(String id, Function<Environment, RequestStreamHandler> constructor) {
    Environment own = siege.aws().environment(siege.aws().template().function(id));
    Map<String, String> variables = new HashMap<>(own.variables());
    variables.put("AWS_ENDPOINT_URL_STS", server.uri().toString());
    RequestStreamHandler one = constructor.apply(new Environment(variables, own.credentials()));
    LOG.clear();
    return new Warm(
        id,
        new LocalLambda(
            List.of(siege.aws().template().function(id)), _ -> one, (_, text) -> LOG.add(text)));
  }

  /** Has all sessions of a quarter of an hour end, for AWS alone. */
  private void end() throws InterruptedException {
    siege.pass(NEARLY_A_LIFE);
    late = NEARLY_A_LIFE;
    Thread.sleep(1_050);
    sts.forget();
  }

  private static String metric(int value) {
    return event(
        "POST",
        "mlflow/runs/log-metric",
        "",
        """
        {\\"run_id\\":\\"%s\\",\\"key\\":\\"expired\\",\\"value\\":%d,\\"timestamp\\":%d,\\"step\\":%d}\
        """
            .formatted(acme().run(), value, value, value),
        "editor");
  }

  private static String get(String path, String query, String role) {
    return event("GET", path, query, "", role);
  }

  private static String event(String verb, String path, String query, String body, String role) {
    return """
    {"routeKey":"%1$s /{api}/2.0/%2$s","rawPath":"/api/2.0/%2$s","rawQueryString":"%3$s",\
    "headers":{"content-type":"application/json"},"body":"%4$s","pathParameters":{"api":"api"},\
    "requestContext":{"requestId":"r","authorizer":{"lambda":\
    {"tenant":"acme","principal":"ana","role":"%5$s"}}}}\
    """
        .formatted(verb, path, query, body, role);
  }

  private record Warm(String id, LocalLambda lambda) {}

  private static Map<?, ?> ask(Warm function, String event) throws IOException {
    Outcome outcome = function.lambda().invoke(function.id(), event.getBytes(UTF_8));
    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    return (Map<?, ?>) Objects.requireNonNull(Json.read(((Outcome.Answered) outcome).payload()));
  }

  private static String folder() {
    return acme().file().replace("/file.txt", "");
  }
}
