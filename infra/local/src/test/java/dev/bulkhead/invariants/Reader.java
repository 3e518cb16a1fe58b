package dev.bulkhead.invariants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Answer;
import dev.bulkhead.invariants.Reference.Experiment;
import dev.bulkhead.invariants.Reference.Model;
import dev.bulkhead.invariants.Reference.Point;
import dev.bulkhead.invariants.Reference.Run;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads from the service what the reference knows, and holds one against the other. */
final class Reader {
  private static final List<String> VIEWS = List.of("ACTIVE_ONLY", "DELETED_ONLY", "ALL");

  private final Principal caller;
  private final Reference known;

  Reader(Principal caller, Reference known) {
    this.caller = caller;
    this.known = known;
  }

  void experiment(String id, Experiment of) {
    Answer byId = caller.get("mlflow/experiments/get?experiment_id=" + id);
    Answer byName =
        caller.get(
            "mlflow/experiments/get-by-name?experiment_name=" + URLEncoder.encode(of.name, UTF_8));

    assertExperiment(map(byId.json().get("experiment")), of);
    assertThat(byName.body()).isEqualTo(byId.body());
  }

  private static void assertExperiment(Map<?, ?> shown, Experiment of) {
    assertThat(shown.get("name")).isEqualTo(of.name);
    assertThat(shown.get("lifecycle_stage")).isEqualTo(of.deleted ? "deleted" : "active");
    assertThat(pairs(shown.get("tags"))).isEqualTo(of.tags);
  }

  void run(String id, Run of) {
    Map<?, ?> shown = map(caller.get("mlflow/runs/get?run_id=" + id).json().get("run"));
    assertRun(shown, of);
    assertThat(
            maps(map(shown.get("inputs")).get("dataset_inputs")).stream()
                .map(input -> map(input.get("dataset")))
                .map(dataset -> dataset.get("name") + " " + dataset.get("digest")))
        .containsExactlyInAnyOrderElementsOf(of.datasets);
    assertThat(
            maps(map(shown.get("outputs")).get("model_outputs")).stream()
                .map(output -> String.valueOf(output.get("model_id"))))
        .containsExactlyInAnyOrderElementsOf(of.outputs);
  }

  private void assertRun(Map<?, ?> shown, Run of) {
    Map<?, ?> info = map(shown.get("info"));
    Map<?, ?> data = map(shown.get("data"));
    assertThat(info.get("experiment_id")).isEqualTo(of.experiment);
    assertThat(info.get("status")).isEqualTo(of.status);
    assertThat(info.get("lifecycle_stage")).isEqualTo(known.isDeleted(of) ? "deleted" : "active");
    assertThat(pairs(data.get("params"))).isEqualTo(of.params);
    Map<String, String> tags = pairs(data.get("tags"));
    // What clients before MLflow 3 log a model as; what it says is not what is looked at here.
    tags.remove("mlflow.log-model.history");
    assertThat(tags).isEqualTo(of.tags);
    Map<String, Point> latest = new HashMap<>();
    for (Map<?, ?> metric : maps(data.get("metrics"))) {
      latest.put(String.valueOf(metric.get("key")), point(metric));
    }
    assertThat(latest).isEqualTo(of.latest());
  }

  void history(String id, Run of) {
    for (var metric : of.metrics.entrySet()) {
      String path =
          "mlflow/metrics/get-history?max_results=2&run_id="
              + id
              + "&metric_key="
              + metric.getKey();
      List<Point> shown =
          pages(
                  token -> caller.get(path + (token.isEmpty() ? "" : "&page_token=" + token)),
                  "metrics")
              .stream()
              .map(Reader::point)
              .toList();
      assertThat(shown).isEqualTo(List.copyOf(metric.getValue()));
    }
  }

  void model(String id, Model of) {
    Answer answer = caller.get("mlflow/logged-models/" + id);
    if (of.deleted) {
      assertThat(answer.status()).isEqualTo(404);
      return;
    }
    Map<?, ?> shown = map(answer.json().get("model"));
    Map<?, ?> info = map(shown.get("info"));
    assertThat(info.get("experiment_id")).isEqualTo(of.experiment);
    assertThat(info.get("status")).isEqualTo(of.status);
    assertThat(pairs(info.get("tags"))).isEqualTo(of.tags);
    assertThat(pairs(map(shown.get("data")).get("params"))).isEqualTo(of.params);
  }

  void file(String path, String bytes) {
    Answer lent = caller.get("mlflow-artifacts/artifacts/" + path);
    assertThat(lent.status()).as(lent.body()).isEqualTo(302);
    assertThat(caller.follow(lent).body()).isEqualTo(bytes);
  }

  void files() {
    var shown = new TreeSet<String>();
    for (String folder : List.of("d0", "d1")) {
      Answer answer = caller.get("mlflow-artifacts/artifacts?path=" + folder);
      maps(answer.json().get("files")).forEach(file -> shown.add(folder + "/" + file.get("path")));
    }
    assertThat(shown).isEqualTo(new TreeSet<>(known.files.keySet()));
  }

  void searchExperiments() {
    Map<String, Map<?, ?>> shown = new TreeMap<>();
    for (Map<?, ?> each :
        pages(
            token ->
                caller.search(
                    "mlflow/experiments/search",
                    "max_results",
                    3,
                    "view_type",
                    "ALL",
                    "page_token",
                    token),
            "experiments")) {
      shown.put(String.valueOf(each.get("experiment_id")), each);
    }
    // The tenant's first ones were there before the reference.
    shown.keySet().retainAll(known.experiments.keySet());
    assertThat(shown.keySet()).isEqualTo(new TreeSet<>(known.experiments.keySet()));
    known.experiments.forEach((id, experiment) -> assertExperiment(map(shown.get(id)), experiment));
  }

  /** Experiments of others among the own ones add nothing. */
  void searchRuns(Step step, List<String> foreign) {
    var experiments = new ArrayList<>(foreign);
    experiments.addAll(known.experiments.keySet());
    String view = VIEWS.get(step.a() % VIEWS.size());
    String key = "k" + step.b() % 3;
    String value = caller.canary() + "v" + step.c() % 5;
    boolean filtered = step.c() % 2 == 0;

    List<Map<?, ?>> shown =
        pages(
            token ->
                caller.search(
                    "mlflow/runs/search",
                    "experiment_ids",
                    experiments,
                    "run_view_type",
                    view,
                    "max_results",
                    2 + step.b() % 5,
                    "page_token",
                    token,
                    "filter",
                    filtered ? "params." + key + " = '" + value + "'" : ""),
            "runs");

    List<String> wanted =
        known.runs(known.experiments.keySet(), view).stream()
            .filter(id -> !filtered || value.equals(known.run(id).params.get(key)))
            .toList();
    assertThat(shown.stream().map(run -> String.valueOf(map(run.get("info")).get("run_id"))))
        .containsExactlyElementsOf(wanted);
    shown.forEach(
        run -> assertRun(run, known.run(String.valueOf(map(run.get("info")).get("run_id")))));
  }

  void searchModels(List<String> foreign) {
    var experiments = new ArrayList<>(foreign);
    known.experiments.forEach(
        (id, experiment) -> {
          if (!experiment.deleted) {
            experiments.add(id);
          }
        });
    if (experiments.isEmpty()) {
      return;
    }
    var shown = new TreeSet<String>();
    for (Map<?, ?> model :
        pages(
            token ->
                caller.search(
                    "mlflow/logged-models/search",
                    "experiment_ids",
                    experiments,
                    "max_results",
                    2,
                    "page_token",
                    token),
            "models")) {
      shown.add(String.valueOf(map(model.get("info")).get("model_id")));
    }
    var wanted = new TreeSet<String>();
    known.models.forEach(
        (id, model) -> {
          if (!model.deleted && experiments.contains(model.experiment)) {
            wanted.add(id);
          }
        });
    assertThat(shown).isEqualTo(wanted);
  }

  /** Everything that the reference knows. */
  void all() {
    known.experiments.forEach(this::experiment);
    known.runs.forEach(this::run);
    known.runs.forEach(this::history);
    known.models.forEach(this::model);
    known.files.forEach(this::file);
    files();
    searchExperiments();
    searchModels(List.of());
    searchRuns(new Step(0, true, Step.Kind.SEARCH_RUNS, 2, 1, 1), List.of());
  }

  private interface Page {
    Answer after(String token);
  }

  private static List<Map<?, ?>> pages(Page page, String field) {
    var all = new ArrayList<Map<?, ?>>();
    String token = "";
    do {
      Answer answer = page.after(token);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      all.addAll(maps(answer.json().get(field)));
      token = answer.field("next_page_token");
    } while (!token.isEmpty());
    return all;
  }

  static Point point(Map<?, ?> metric) {
    return new Point(
        (long) metric.get("timestamp"), (long) metric.get("step"), (double) metric.get("value"));
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<Map<?, ?>> maps(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().<Map<?, ?>>map(Reader::map).toList()
        : List.of();
  }

  static Map<String, String> pairs(@Nullable Object value) {
    var pairs = new TreeMap<String, String>();
    maps(value).forEach(p -> pairs.put(p.get("key") + "", p.get("value") + ""));
    return pairs;
  }
}
