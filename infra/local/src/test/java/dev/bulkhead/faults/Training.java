package dev.bulkhead.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Answer;
import dev.bulkhead.attacks.Ask;
import dev.bulkhead.attacks.Siege;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A client that logs a run as MLflow's do, and repeats what is answered 429 or 5xx as they do, only
 * sooner. It goes on when a call is acknowledged, so that in the end everything was.
 */
final class Training {
  private static final int ATTEMPTS = 60;
  private static final int POINTS = 12;
  private static final int BATCHED = 40;
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/";

  /** Calls that make something new each time. */
  static final List<Ask> CREATIONS =
      List.of(
          Ask.post("mlflow/runs/create", "{\"experiment_id\":\"0\",\"start_time\":1}"),
          Ask.post("mlflow/logged-models", "{\"experiment_id\":\"0\",\"name\":\"a-model\"}"));

  private final Siege siege;
  private final String tenant;
  private final List<Answer> failures = new ArrayList<>();
  private String run = "";
  private String model = "";

  Training(Siege siege, String tenant) {
    this.siege = siege;
    this.tenant = tenant;
  }

  /** Every answer that was no success. */
  List<Answer> failures() {
    return List.copyOf(failures);
  }

  void go() {
    begin();
    for (int step = 0; step < POINTS; step++) {
      post("mlflow/runs/log-metric", metric(run, step));
    }
    afterwards().forEach(this::insist);
    byUrl();
    post("mlflow/runs/update", "{\"run_id\":\"%s\",\"status\":\"FINISHED\"}".formatted(run));
  }

  private void begin() {
    run = id("run_id", insist(CREATIONS.getFirst()));
    model = id("model_id", insist(CREATIONS.getLast()));
  }

  /** The first point of a run that has none: this is a transaction. */
  Ask firstPoint() {
    String fresh = id("run_id", insist(CREATIONS.getFirst()));
    return Ask.post("mlflow/runs/log-metric", metric(fresh, 0));
  }

  /** One call of each other kind, none of which waits for another. */
  List<Ask> afterwards() {
    String points =
        IntStream.range(0, BATCHED)
            .mapToObj(
                step ->
                    "{\"key\":\"acc\",\"value\":%1$d,\"timestamp\":%1$d,\"step\":%1$d}"
                        .formatted(step))
            .collect(Collectors.joining(","));
    return List.of(
        Ask.post(
            "mlflow/runs/log-batch",
            """
            {"run_id":"%s","metrics":[%s],"params":[{"key":"a","value":"1"}],\
            "tags":[{"key":"c","value":"3"}]}\
            """
                .formatted(run, points)),
        Ask.post(
            "mlflow/runs/log-parameter",
            "{\"run_id\":\"%s\",\"key\":\"b\",\"value\":\"2\"}".formatted(run)),
        Ask.post(
            "mlflow/runs/set-tag",
            "{\"run_id\":\"%s\",\"key\":\"d\",\"value\":\"4\"}".formatted(run)),
        Ask.of("PUT", FILES + folder() + "/small.txt").bytes(text("small")),
        Ask.post(
            "mlflow/logged-models/%s/params".formatted(model),
            """
            {"model_id":"%s","params":[{"key":"depth","value":"5"}]}\
            """
                .formatted(model)),
        Ask.of("PATCH", "/api/2.0/mlflow/logged-models/" + model)
            .json(
                """
                {"model_id":"%s","status":"LOGGED_MODEL_READY"}\
                """
                    .formatted(model)));
  }

  /** The bytes themselves go to S3, by the same bad line. */
  private void byUrl() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Answer lent =
          post(
              "mlflow/artifacts/presigned-upload-url",
              "{\"run_id\":\"%s\",\"path\":\"big.bin\"}".formatted(run));
      Answer put = siege.put(lent.field("presigned_url"), text("big"));
      if (put.status() == 200) {
        return;
      }
    }
    throw new AssertionError("never put");
  }

  /** All that was acknowledged is there, once. */
  void assertKept() {
    Answer got = ok(Ask.get("mlflow/runs/get?run_id=" + run));
    assertThat(got.body())
        .contains("\"status\":\"FINISHED\"")
        .contains("{\"key\":\"a\",\"value\":\"1\"}", "{\"key\":\"b\",\"value\":\"2\"}")
        .contains("{\"key\":\"c\",\"value\":\"3\"}", "{\"key\":\"d\",\"value\":\"4\"}");
    assertThat(steps("loss")).isEqualTo(upTo(POINTS));
    assertThat(steps("acc")).isEqualTo(upTo(BATCHED));
    assertThat(file("small.txt")).isEqualTo("small " + run);
    assertThat(file("big.bin")).isEqualTo("big " + run);
    assertThat(ok(Ask.get("mlflow/logged-models/" + model)).body())
        .contains("LOGGED_MODEL_READY", "{\"key\":\"depth\",\"value\":\"5\"}");
  }

  private List<Integer> steps(String key) {
    Answer history =
        ok(
            Ask.get(
                "mlflow/metrics/get-history?run_id=%s&metric_key=%s&max_results=1000"
                    .formatted(run, key)));
    return Pattern.compile("\"step\":(\\d+)")
        .matcher(history.body())
        .results()
        .map(found -> Integer.valueOf(found.group(1)))
        .sorted()
        .toList();
  }

  private static List<Integer> upTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  private String file(String name) {
    Answer answer = siege.send(tenant, Ask.of("GET", FILES + folder() + "/" + name));
    return (answer.status() / 100 == 3 ? siege.follow(answer) : answer).body();
  }

  private static String metric(String run, int step) {
    return """
    {"run_id":"%1$s","key":"loss","value":%2$d,"timestamp":%2$d,"step":%2$d}\
    """
        .formatted(run, step);
  }

  private String folder() {
    return "0/" + run + "/artifacts";
  }

  private byte[] text(String word) {
    return (word + " " + run).getBytes(UTF_8);
  }

  private Answer post(String path, String json) {
    return insist(Ask.post(path, json));
  }

  private Answer insist(Ask ask) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Answer answer = siege.send(tenant, ask);
      if (answer.status() == 200) {
        return answer;
      }
      failures.add(answer);
      assertThat(answer.status())
          .as("%s: %s", ask, answer.body())
          .matches(status -> status == 429 || status >= 500, "what clients repeat");
    }
    throw new AssertionError("never acknowledged: " + ask + " " + failures);
  }

  private Answer ok(Ask ask) {
    Answer answer = siege.send(tenant, ask);
    assertThat(answer.status()).as("%s: %s", ask, answer.body()).isEqualTo(200);
    return answer;
  }

  private static String id(String field, Answer answer) {
    var found = Pattern.compile("\"" + field + "\":\"([^\"]+)\"").matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group(1);
  }
}
