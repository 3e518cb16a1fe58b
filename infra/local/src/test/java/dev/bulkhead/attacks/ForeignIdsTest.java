package dev.bulkhead.attacks;

import static dev.bulkhead.attacks.Ask.get;
import static dev.bulkhead.attacks.Ask.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of another tenant's things, known to exist: as if they never had. */
final class ForeignIdsTest extends Besieged {
  private static final String NO_EXPERIMENT = "7";

  record Op(String method, String path, String body) {
    Ask with(Victim own, String experiment, String run, String model, String file) {
      String target = filled(path, own, experiment, run, model, file);
      Ask ask = Ask.of(method, "/api/2.0/" + target);
      return body.isEmpty() ? ask : ask.json(filled(body, own, experiment, run, model, file));
    }

    private static String filled(
        String text, Victim own, String experiment, String run, String model, String file) {
      return text.replace("{own}", own.run())
          .replace("{exp}", experiment)
          .replace("{run}", run)
          .replace("{model}", model)
          .replace("{file}", file);
    }

    @Override
    public String toString() {
      return method + " " + path + " " + body;
    }
  }

  private static Op read(String path) {
    return new Op("GET", path, "");
  }

  private static Op message(String path, String body) {
    return new Op("POST", path, body.replace('\'', '"'));
  }

  static Stream<Op> operations() {
    return Stream.of(
        read("mlflow/experiments/get?experiment_id={exp}"),
        message("mlflow/experiments/update", "{'experiment_id':'{exp}','new_name':'stolen'}"),
        message("mlflow/experiments/delete", "{'experiment_id':'{exp}'}"),
        message("mlflow/experiments/restore", "{'experiment_id':'{exp}'}"),
        message(
            "mlflow/experiments/set-experiment-tag",
            "{'experiment_id':'{exp}','key':'k','value':'v'}"),
        message("mlflow/experiments/delete-experiment-tag", "{'experiment_id':'{exp}','key':'k'}"),
        message("mlflow/runs/create", "{'experiment_id':'{exp}','start_time':1}"),
        read("mlflow/runs/get?run_id={run}"),
        read("mlflow/runs/get?run_uuid={run}"),
        message("mlflow/runs/update", "{'run_id':'{run}','status':'FAILED'}"),
        message("mlflow/runs/delete", "{'run_id':'{run}'}"),
        message("mlflow/runs/restore", "{'run_id':'{run}'}"),
        message("mlflow/runs/log-metric", "{'run_id':'{run}','key':'m','value':1,'timestamp':1}"),
        message("mlflow/runs/log-parameter", "{'run_id':'{run}','key':'k','value':'v'}"),
        message("mlflow/runs/set-tag", "{'run_id':'{run}','key':'k','value':'v'}"),
        message("mlflow/runs/delete-tag", "{'run_id':'{run}','key':'t'}"),
        message("mlflow/runs/log-batch", "{'run_id':'{run}','params':[{'key':'k','value':'v'}]}"),
        message(
            "mlflow/runs/log-inputs",
            "{'run_id':'{run}','datasets':[{'dataset':{'name':'n','digest':'d','source_type':'s',"
                + "'source':'s'}}]}"),
        message(
            "mlflow/runs/outputs", "{'run_id':'{run}','models':[{'model_id':'{model}','step':0}]}"),
        message("mlflow/runs/search", "{'experiment_ids':['{exp}']}"),
        message(
            "mlflow/runs/search",
            "{'experiment_ids':['{exp}'],'run_view_type':'ALL','max_results':1,"
                + "'filter':'attributes.run_id = \\\"{run}\\\"'}"),
        read("mlflow/metrics/get-history?run_id={run}&metric_key=m"),
        read("mlflow/metrics/get-history-bulk-interval?run_ids={run}&metric_key=m&max_results=10"),
        message("mlflow/experiments/search-datasets", "{'experiment_ids':['{exp}']}"),
        read("mlflow/artifacts/list?run_id={run}"),
        read("mlflow-artifacts/artifacts?path={exp}/{run}/artifacts"),
        read("mlflow-artifacts/artifacts/{file}"),
        read("mlflow-artifacts/presigned/{file}"),
        message("mlflow/logged-models", "{'experiment_id':'{exp}','name':'n'}"),
        read("mlflow/logged-models/{model}"),
        new Op(
            "PATCH",
            "mlflow/logged-models/{model}",
            "{\"model_id\":\"{model}\",\"status\":\"LOGGED_MODEL_READY\"}"),
        new Op("DELETE", "mlflow/logged-models/{model}", "{}"),
        new Op(
            "PATCH",
            "mlflow/logged-models/{model}/tags",
            "{\"model_id\":\"{model}\",\"tags\":[{\"key\":\"k\",\"value\":\"v\"}]}"),
        new Op("DELETE", "mlflow/logged-models/{model}/tags/k", "{}"),
        message(
            "mlflow/logged-models/{model}/params",
            "{'model_id':'{model}','params':[{'key':'k','value':'v'}]}"),
        message("mlflow/logged-models/search", "{'experiment_ids':['{exp}']}"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anotherTenantsIdIsAnsweredLikeOneThatNeverExisted(Op op) {
    for (String tenant : List.of("acme2", "zeta")) {
      Victim other = siege.victim(tenant);
      String noRun = flipped(other.run());
      String noModel = flipped(other.model());
      Map<String, String> before = siege.stored();

      Answer foreign =
          siege.send(
              "acme",
              op.with(acme(), other.experiment(), other.run(), other.model(), other.file()));
      Answer missing =
          siege.send("acme", op.with(acme(), NO_EXPERIMENT, noRun, noModel, "7/no/such/file"));

      assertThat(foreign.status()).as(foreign.toString()).isBetween(200, 499);
      assertThat(foreign.status()).isEqualTo(missing.status());
      assertThat(masked(foreign, other.experiment(), other.run(), other.model(), other.file()))
          .isEqualTo(masked(missing, NO_EXPERIMENT, noRun, noModel, "7/no/such/file"));
      assertNoCanary(foreign);
      assertThat(siege.stored()).isEqualTo(before);
    }
  }

  static Stream<Arguments> byName() {
    return Stream.of(
        Arguments.of("mlflow/experiments/get-by-name?experiment_name="),
        Arguments.of("mlflow/experiments/search?max_results=1000&filter=name%3D'{name}'&x="),
        Arguments.of("mlflow/experiments/list?x="));
  }

  @ParameterizedTest
  @MethodSource("byName")
  void anotherTenantsNamesAreUnknown(String path) {
    Answer answer =
        siege.send("acme", get(path.replace("{name}", acme2().canary()) + acme2().canary()));

    assertThat(
            answer
                .body()
                .replace("name=" + acme2().canary(), "")
                .replace("'" + acme2().canary(), ""))
        .doesNotContain(acme2().canary());
    assertThat(answer.status()).isBetween(200, 499);
  }

  @Test
  void deletingAnothersFilesDeletesNothing() {
    Map<String, String> before = siege.stored();

    Answer answer =
        siege.send(
            "acme", Ask.of("DELETE", "/api/2.0/mlflow-artifacts/artifacts/" + acme2().file()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(siege.stored()).containsAllEntriesOf(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlflow/runs/search", "mlflow/logged-models/search"})
  void foreignExperimentsAmongOwnOnesAddNothing(String path) {
    String body = "{\"experiment_ids\":[\"%s\",\"%s\"],\"max_results\":1000}";

    Answer mixed =
        siege.send("acme", post(path, body.formatted(acme2().experiment(), acme().experiment())));
    Answer own = siege.send("acme", post(path, body.formatted(NO_EXPERIMENT, acme().experiment())));

    assertThat(mixed.body()).isEqualTo(own.body()).contains(acme().canary());
    assertThat(mixed.status()).isEqualTo(200);
    assertNoCanary(mixed);
  }

  /** The same experiment number can be drawn by several tenants: here, all have the default. */
  @Test
  void whatHasTheSameIdInTwoTenantsIsTwoThings() {
    siege.send(
        "zeta",
        post(
            "mlflow/experiments/set-experiment-tag",
            "{\"experiment_id\":\"0\",\"key\":\"k\",\"value\":\"%s\"}"
                .formatted(siege.victim("zeta").canary())));

    Answer answer = siege.send("acme", get("mlflow/experiments/get?experiment_id=0"));

    assertThat(answer.status()).isEqualTo(200);
    assertNoCanary(answer);
  }

  private static String masked(
      Answer answer, String experiment, String run, String model, String file) {
    return answer
        .body()
        .replace(file, "FILE")
        .replace(model, "MODEL")
        .replace(run, "RUN")
        .replaceAll("\\b" + experiment + "\\b", "EXP");
  }

  /** Another id of the same experiment and time. */
  private static String flipped(String id) {
    char last = id.charAt(id.length() - 1);
    return id.substring(0, id.length() - 1) + (last == '0' ? '1' : '0');
  }
}
