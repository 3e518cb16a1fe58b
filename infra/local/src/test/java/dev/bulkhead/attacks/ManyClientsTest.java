package dev.bulkhead.attacks;

import static dev.bulkhead.attacks.Ask.get;
import static dev.bulkhead.attacks.Ask.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Thirty-two clients over HTTP: nothing is lost, params stay as they are, the latest is right. */
final class ManyClientsTest extends Besieged {
  private static final int BATCHES = 8;
  private static final int POINTS = 5;

  @Test
  void manyClientsOnOneRunLoseNothing() throws Exception {
    String run = run("one");

    List<String> winners = AtOnce.run(client -> logAsOneOfMany(run, client));

    Map<?, ?> data = data(run);
    Map<String, Object> params = byKey(data, "params");
    Map<String, Object> tags = byKey(data, "tags");
    for (int client = 0; client < AtOnce.CLIENTS; client++) {
      assertThat(params.get("own" + client)).isEqualTo("v" + client);
      assertThat(tags.get("own" + client)).isEqualTo("v" + client);
      assertThat(history(run, "own" + client)).hasSize(BATCHES * POINTS);
    }
    assertThat(params).hasSize(AtOnce.CLIENTS + 1);
    assertThat(winners.stream().filter(value -> !value.isEmpty()))
        .singleElement()
        .isEqualTo(params.get("contested"));
    assertThat(history(run, "shared"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, AtOnce.CLIENTS * BATCHES * POINTS).boxed().toList());
    assertThat(byKey(data, "metrics").get("shared"))
        .isEqualTo((double) (AtOnce.CLIENTS * BATCHES * POINTS - 1));
  }

  @Test
  void manyClientsOnManyRunsLoseNothing() throws Exception {
    String experiment = experiment("many");

    List<String> runs =
        AtOnce.run(
            client -> {
              String run = createRun(experiment);
              for (int step = 0; step < BATCHES; step++) {
                ok(
                    post(
                        "mlflow/runs/log-metric",
                        """
                        {"run_id":"%s","key":"m","value":%d,"timestamp":1,"step":%d}\
                        """
                            .formatted(run, client * 100 + step, step)));
              }
              ok(
                  post(
                      "mlflow/runs/update",
                      "{\"run_id\":\"%s\",\"status\":\"FINISHED\",\"end_time\":2}".formatted(run)));
              return run;
            });

    Answer found =
        ok(
            post(
                "mlflow/runs/search",
                """
                {"experiment_ids":["%s"],"filter":"attributes.status = 'FINISHED'","max_results":1000}\
                """
                    .formatted(experiment)));
    List<?> all = (List<?>) found.json().get("runs");
    assertThat(all).hasSize(AtOnce.CLIENTS);
    for (int client = 0; client < AtOnce.CLIENTS; client++) {
      assertThat(byKey(data(runs.get(client)), "metrics").get("m"))
          .isEqualTo((double) (client * 100 + BATCHES - 1));
      assertThat(history(runs.get(client), "m")).hasSize(BATCHES);
    }
  }

  /** What the contested param is set to, if this client is the one that sets it. */
  private static String logAsOneOfMany(String run, int client) {
    Answer contested =
        siege.send(
            "acme",
            post(
                "mlflow/runs/log-parameter",
                "{\"run_id\":\"%s\",\"key\":\"contested\",\"value\":\"v%d\"}"
                    .formatted(run, client)));
    for (int batch = 0; batch < BATCHES; batch++) {
      List<String> points = new ArrayList<>();
      for (int point = 0; point < POINTS; point++) {
        // Steps of all clients interleave, so that the latest point is a race of its own.
        int step = (batch * POINTS + point) * AtOnce.CLIENTS + client;
        points.add(point("shared", step, step));
        points.add(point("own" + client, step, step));
      }
      ok(
          post(
              "mlflow/runs/log-batch",
              """
              {"run_id":"%s","metrics":[%s],"params":[{"key":"own%d","value":"v%d"}],\
              "tags":[{"key":"own%d","value":"v%d"}]}\
              """
                  .formatted(run, String.join(",", points), client, client, client, client)));
    }
    return contested.status() == 200 ? "v" + client : "";
  }

  private static String point(String key, int value, int step) {
    return "{\"key\":\"%s\",\"value\":%d,\"timestamp\":7,\"step\":%d}".formatted(key, value, step);
  }

  private static String run(String name) {
    return createRun(experiment(name));
  }

  private static String experiment(String name) {
    return ok(post("mlflow/experiments/create", "{\"name\":\"many-clients-%s\"}".formatted(name)))
        .field("experiment_id");
  }

  private static String createRun(String experiment) {
    Answer created =
        ok(
            post(
                "mlflow/runs/create",
                "{\"experiment_id\":\"%s\",\"start_time\":1}".formatted(experiment)));
    return (String) object(object(created.json(), "run"), "info").get("run_id");
  }

  private static Map<?, ?> data(String run) {
    return object(object(ok(get("mlflow/runs/get?run_id=" + run)).json(), "run"), "data");
  }

  /** The steps of all points. */
  private static List<Integer> history(String run, String key) {
    Answer answer = ok(get("mlflow/metrics/get-history?run_id=" + run + "&metric_key=" + key));
    return ((List<?>) answer.json().get("metrics"))
        .stream().map(point -> ((Long) ((Map<?, ?>) point).get("step")).intValue()).toList();
  }

  private static Map<String, Object> byKey(Map<?, ?> data, String list) {
    return ((List<?>) data.get(list))
        .stream()
            .map(each -> (Map<?, ?>) each)
            .collect(Collectors.toMap(e -> (String) e.get("key"), e -> e.get("value")));
  }

  private static Map<?, ?> object(Map<?, ?> from, String name) {
    return (Map<?, ?>) from.get(name);
  }

  private static Answer ok(Ask ask) {
    Answer answer = siege.send("acme", ask);
    assertThat(answer.status()).as("%s: %s", ask, answer).isEqualTo(200);
    return answer;
  }
}
