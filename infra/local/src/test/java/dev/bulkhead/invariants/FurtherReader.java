package dev.bulkhead.invariants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Answer;
import dev.bulkhead.attacks.Ask;
import dev.bulkhead.invariants.Reference.Model;
import dev.bulkhead.invariants.Reference.Point;
import dev.bulkhead.invariants.Reference.Run;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads in the other ways that there are: for charts, user interfaces and files. */
final class FurtherReader {
  private final Principal caller;
  private final Reference known;

  FurtherReader(Principal caller, Reference known) {
    this.caller = caller;
    this.known = known;
  }

  void listExperiments() {
    for (String path : List.of("mlflow/experiments/list", "mlflow/experiments/search")) {
      var shown = new TreeSet<String>();
      String token = "";
      do {
        Answer page =
            caller.get(
                path
                    + "?view_type=ALL&max_results=3"
                    + (token.isEmpty() ? "" : "&page_token=" + URLEncoder.encode(token, UTF_8)));
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        Reader.maps(page.json().get("experiments"))
            .forEach(experiment -> shown.add(String.valueOf(experiment.get("experiment_id"))));
        token = page.field("next_page_token");
      } while (!token.isEmpty());
      shown.retainAll(known.experiments.keySet());
      assertThat(shown).as(path).isEqualTo(new TreeSet<>(known.experiments.keySet()));
    }
  }

  /** Of all runs that are not deleted at once; a sample of few points is all of them. */
  void histories(Step step) {
    String key = caller.canary() + "m" + step.b() % 3;
    List<String> runs =
        known.runs.keySet().stream()
            .filter(id -> !known.isDeleted(known.run(id)))
            .limit(20)
            .toList();
    if (runs.isEmpty()) {
      return;
    }
    var wanted = new TreeMap<String, Set<Point>>();
    for (String run : runs) {
      Set<Point> points = known.run(run).metrics.getOrDefault(key, new TreeSet<>());
      if (!points.isEmpty()) {
        wanted.put(run, points);
      }
    }
    String ajax = "/ajax-api/2.0/mlflow/metrics/";
    String bulk = ajax + "get-history-bulk?metric_key=%s&run_id=%s";
    String interval = ajax + "get-history-bulk-interval?max_results=100&metric_key=%s&run_ids=%s";
    assertThat(points(bulk.formatted(key, String.join("&run_id=", runs)))).isEqualTo(wanted);
    assertThat(points(interval.formatted(key, String.join("&run_ids=", runs)))).isEqualTo(wanted);
  }

  private Map<String, Set<Point>> points(String target) {
    Answer answer = caller.view(target);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var points = new TreeMap<String, Set<Point>>();
    for (Map<?, ?> metric : Reader.maps(answer.json().get("metrics"))) {
      points
          .computeIfAbsent(String.valueOf(metric.get("run_id")), _ -> new TreeSet<>())
          .add(Reader.point(metric));
    }
    return points;
  }

  /** What no run has that is deleted may or may not be shown. */
  void datasets(List<String> foreign) {
    var experiments = new ArrayList<>(foreign);
    known.experiments.keySet().stream().limit(19).forEach(experiments::add);
    var all = new TreeSet<String>();
    var live = new TreeSet<String>();
    known.runs.forEach(
        (_, run) -> {
          if (experiments.contains(run.experiment)) {
            all.addAll(run.datasets);
            live.addAll(known.isDeleted(run) ? Set.of() : run.datasets);
          }
        });

    Answer answer =
        caller.search("mlflow/experiments/search-datasets", "experiment_ids", experiments);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Set<String> shown =
        Reader.maps(answer.json().get("dataset_summaries")).stream()
            .map(dataset -> dataset.get("name") + " " + dataset.get("digest"))
            .collect(Collectors.toSet());
    assertThat(all).containsAll(shown);
    assertThat(shown).containsAll(live);
  }

  void graphql(String id, Run of) {
    String query =
        "{mlflowGetRun(input:{runId:\"%s\"}){run{info{runId experimentId}data{params{key value}}}}}"
            .formatted(id);
    Answer answer = caller.send(true, Ask.of("POST", "/graphql").json(Message.of("query", query)));
    Map<?, ?> run =
        Reader.map(
            Reader.map(Reader.map(answer.json().get("data")).get("mlflowGetRun")).get("run"));

    assertThat(Reader.map(run.get("info")).get("experimentId")).isEqualTo(of.experiment);
    assertThat(Reader.pairs(Reader.map(run.get("data")).get("params"))).isEqualTo(of.params);
  }

  void runFiles(String id, Run of) {
    Answer listed = caller.get("mlflow/artifacts/list?path=u&run_id=" + id);
    assertThat(paths(listed)).isEqualTo(of.files.keySet());
    for (var file : of.files.entrySet()) {
      String path = URLEncoder.encode(file.getKey(), UTF_8);
      Answer got = caller.view("/get-artifact?path=%s&run_uuid=%s".formatted(path, id));
      assertThat(caller.follow(got).body()).isEqualTo(file.getValue());
      String whole = "%s/%s/artifacts/%s".formatted(of.experiment, id, file.getKey());
      assertThat(caller.get("mlflow-artifacts/presigned/" + whole).body()).contains("X-Amz-");
      Answer url =
          caller.search(
              "mlflow/artifacts/presigned-download-url", "run_id", id, "path", file.getKey());
      assertThat(url.body()).contains("X-Amz-");
    }
  }

  void modelFiles(String id, Model of) {
    String api = "/ajax-api/2.0/mlflow/logged-models/" + id + "/artifacts/";
    assertThat(paths(caller.view(api + "directories"))).isEqualTo(of.files.keySet());
    for (var file : of.files.entrySet()) {
      Answer got = caller.view(api + "files?artifact_file_path=" + file.getKey());
      assertThat(caller.follow(got).body()).isEqualTo(file.getValue());
    }
  }

  private static Set<String> paths(Answer listed) {
    assertThat(listed.status()).as(listed.body()).isEqualTo(200);
    return Reader.maps(listed.json().get("files")).stream()
        .map(file -> String.valueOf(file.get("path")))
        .collect(Collectors.toSet());
  }
}
