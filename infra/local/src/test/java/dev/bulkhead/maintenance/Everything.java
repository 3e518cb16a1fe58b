package dev.bulkhead.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Answer;
import dev.bulkhead.attacks.Ask;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All that a tenant's client can read: what each call answers, by the call. */
final class Everything {
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts";

  private final Function<Ask, Answer> sender;
  private final Function<Answer, Answer> redirect;
  private final Map<String, String> answers = new TreeMap<>();

  private Everything(Function<Ask, Answer> sender, Function<Answer, Answer> redirect) {
    this.sender = sender;
    this.redirect = redirect;
  }

  /**
   * Reads all of it.
   *
   * @param sender sends a request as the tenant
   * @param redirect follows what leads to a file
   */
  static Map<String, String> of(Function<Ask, Answer> sender, Function<Answer, Answer> redirect) {
    var all = new Everything(sender, redirect);
    all.experiments();
    all.files("");
    return all.answers;
  }

  private void experiments() {
    Map<?, ?> found =
        post("mlflow/experiments/search", "{\"max_results\":1000,\"view_type\":\"ALL\"}");
    for (Map<?, ?> experiment : list(found, "experiments")) {
      String id = text(experiment, "experiment_id");
      var _ = get("mlflow/experiments/get?experiment_id=" + id);
      var _ =
          post("mlflow/experiments/search-datasets", "{\"experiment_ids\":[\"%s\"]}".formatted(id));
      Map<?, ?> models =
          post("mlflow/logged-models/search", "{\"experiment_ids\":[\"%s\"]}".formatted(id));
      assertThat(models).isNotNull();
      Map<?, ?> runs =
          post(
              "mlflow/runs/search",
              "{\"experiment_ids\":[\"%s\"],\"run_view_type\":\"ALL\",\"max_results\":1000}"
                  .formatted(id));
      list(runs, "runs").forEach(this::run);
    }
  }

  private void run(Map<?, ?> listed) {
    String id = text((Map<?, ?>) listed.get("info"), "run_id");
    Map<?, ?> run = (Map<?, ?>) get("mlflow/runs/get?run_id=" + id).get("run");
    for (Map<?, ?> metric : list((Map<?, ?>) run.get("data"), "metrics")) {
      var _ =
          get(
              "mlflow/metrics/get-history?run_id=%s&max_results=25000&metric_key=%s"
                  .formatted(id, text(metric, "key")));
    }
  }

  private void files(String folder) {
    for (Map<?, ?> file :
        list(json(Ask.of("GET", FILES + "?path=" + folder.replace(" ", "%20"))), "files")) {
      String path = (folder.isEmpty() ? "" : folder + "/") + text(file, "path");
      if (Boolean.TRUE.equals(file.get("is_dir"))) {
        files(path);
      } else {
        Answer answer = sender.apply(Ask.of("GET", FILES + "/" + path.replace(" ", "%20")));
        String bytes = (answer.status() == 200 ? answer : redirect.apply(answer)).body();
        answers.put("file " + path, Base64.getEncoder().encodeToString(bytes.getBytes(UTF_8)));
      }
    }
  }

  private Map<?, ?> get(String path) {
    return json(Ask.get(path));
  }

  private Map<?, ?> post(String path, String body) {
    return json(Ask.post(path, body));
  }

  private Map<?, ?> json(Ask ask) {
    Answer answer = sender.apply(ask);
    assertThat(answer.status()).as("%s: %s", ask, answer.body()).isEqualTo(200);
    answers.put(ask.toString(), answer.body());
    return answer.json();
  }

  private static String text(Map<?, ?> object, String name) {
    return String.valueOf(object.get(name));
  }

  private static List<Map<?, ?>> list(Map<?, ?> object, String name) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (object.get(name) instanceof List<?> list) {
      list.forEach(each -> maps.add((Map<?, ?>) each));
    }
    return maps;
  }
}
