package dev.bulkhead.invariants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Answer;
import dev.bulkhead.attacks.Ask;
import dev.bulkhead.invariants.Reference.Experiment;
import dev.bulkhead.invariants.Reference.Model;
import dev.bulkhead.invariants.Reference.Point;
import dev.bulkhead.invariants.Reference.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Does a step that writes to the service, and to the reference if it had to be done. */
final class Writer {
  private static final String EXPERIMENTS = "mlflow/experiments/";
  private static final String RUNS = "mlflow/runs/";

  private final Principal caller;
  private final Reference known;

  Writer(Principal caller, Reference known) {
    this.caller = caller;
    this.known = known;
  }

  void create(Step step) {
    String name = text("e", step.a() % 6);
    Answer answer = caller.post(step.viewer(), EXPERIMENTS + "create", "name", name);
    if (done(step, answer, !known.hasName(name))) {
      known.experiments.put(answer.field("experiment_id"), new Experiment(name));
    }
  }

  void experiment(Step step, String id, Experiment of) {
    String key = "k" + step.b() % 3;
    String value = text("v", step.c() % 5);
    switch (step.kind()) {
      case RENAME_EXPERIMENT -> {
        String name = text("e", step.b() % 6);
        boolean free = !known.hasName(name) || of.name.equals(name);
        if (done(step, ask(step, "update", id, "new_name", name), free && !of.deleted)) {
          of.name = name;
        }
      }
      case DELETE_EXPERIMENT -> {
        if (done(step, ask(step, "delete", id), !of.deleted)) {
          of.deleted = true;
        }
      }
      case RESTORE_EXPERIMENT -> {
        if (done(step, ask(step, "restore", id), of.deleted)) {
          of.deleted = false;
        }
      }
      case SET_EXPERIMENT_TAG -> {
        if (done(
            step, ask(step, "set-experiment-tag", id, "key", key, "value", value), !of.deleted)) {
          of.tags.put(key, value);
        }
      }
      case DELETE_EXPERIMENT_TAG -> {
        boolean there = !of.deleted && of.tags.containsKey(key);
        if (done(step, ask(step, "delete-experiment-tag", id, "key", key), there)) {
          of.tags.remove(key);
        }
      }
      case CREATE_RUN -> {
        long start = 1L + step.b() % 4;
        Answer answer =
            caller.post(
                step.viewer(),
                RUNS + "create",
                "experiment_id",
                id,
                "start_time",
                start,
                "run_name",
                text("r", step.c()));
        if (done(step, answer, !of.deleted)) {
          var run = new Run(id, start);
          run.tags.put("mlflow.runName", text("r", step.c()));
          known.runs.put(id("run_id", answer), run);
        }
      }
      case CREATE_MODEL -> {
        Answer answer =
            caller.post(
                step.viewer(),
                "mlflow/logged-models",
                "experiment_id",
                id,
                "name",
                text("m", step.c()));
        if (done(step, answer, !of.deleted)) {
          known.models.put(id("model_id", answer), new Model(id));
        }
      }
      default -> throw new IllegalArgumentException(step.toString());
    }
  }

  void run(Step step, String id, Run of) {
    String key = "k" + step.b() % 3;
    String value = text("v", step.c() % 5);
    var point = new Point(step.c() % 4, step.b() % 3, step.a() % 7);
    switch (step.kind()) {
      case UPDATE_RUN -> {
        String status = step.b() % 2 == 0 ? "FINISHED" : "FAILED";
        if (done(step, onRun(step, "update", id, "status", status), !of.deleted)) {
          of.status = status;
        }
      }
      case DELETE_RUN -> of.deleted |= done(step, onRun(step, "delete", id), true);
      case RESTORE_RUN -> of.deleted &= !done(step, onRun(step, "restore", id), true);
      case LOG_METRIC -> {
        Answer answer =
            onRun(
                step,
                "log-metric",
                id,
                "key",
                text("m", step.b() % 3),
                "value",
                point.value(),
                "timestamp",
                point.timestamp(),
                "step",
                point.step());
        if (done(step, answer, !of.deleted)) {
          of.log(text("m", step.b() % 3), point);
        }
      }
      case LOG_PARAM -> {
        boolean same = value.equals(of.params.getOrDefault(key, value));
        Answer answer = onRun(step, "log-parameter", id, "key", key, "value", value);
        if (done(step, answer, same && !of.deleted)) {
          of.params.put(key, value);
        }
      }
      case LOG_BATCH -> batch(step, id, of, key, value, point);
      case SET_TAG -> {
        if (done(step, onRun(step, "set-tag", id, "key", key, "value", value), !of.deleted)) {
          of.tags.put(key, value);
        }
      }
      case LOG_INPUTS -> {
        String name = text("d", step.b() % 3);
        Map<String, Object> dataset =
            Map.of("name", name, "digest", "x" + step.c() % 2, "source_type", "s", "source", name);
        Answer answer =
            onRun(step, "log-inputs", id, "datasets", List.of(Map.of("dataset", dataset)));
        if (done(step, answer, true)) {
          of.datasets.add(name + " x" + step.c() % 2);
        }
      }
      case LOG_OUTPUTS -> {
        Optional<String> model = known.liveModel(step.b());
        if (model.isPresent()) {
          Map<String, Object> output = Map.of("model_id", model.get(), "step", 1);
          if (done(step, onRun(step, "outputs", id, "models", List.of(output)), true)) {
            of.outputs.add(model.get());
          }
        }
      }
      case LOG_MODEL -> {
        String model =
            Message.of(
                "run_id",
                id,
                "artifact_path",
                "m",
                "utc_time_created",
                "2026-01-01 00:00:00",
                "flavors",
                Map.of(),
                "model_uuid",
                text("u", step.c()));
        done(step, onRun(step, "log-model", id, "model_json", model), true);
      }
      case DELETE_TAG -> {
        boolean there = !of.deleted && of.tags.containsKey(key);
        if (done(step, onRun(step, "delete-tag", id, "key", key), there)) {
          of.tags.remove(key);
        }
      }
      default -> throw new IllegalArgumentException(step.toString());
    }
  }

  private void batch(Step step, String id, Run of, String key, String value, Point point) {
    String metric = text("m", step.c() % 3);
    boolean same = value.equals(of.params.getOrDefault(key, value));
    Answer answer =
        onRun(
            step,
            "log-batch",
            id,
            "metrics",
            List.of(
                Map.of(
                    "key",
                    metric,
                    "value",
                    point.value(),
                    "timestamp",
                    point.timestamp(),
                    "step",
                    point.step())),
            "params",
            List.of(Map.of("key", key, "value", value)),
            "tags",
            List.of(Map.of("key", key, "value", value)));
    if (done(step, answer, same && !of.deleted)) {
      of.log(metric, point);
      of.params.put(key, value);
      of.tags.put(key, value);
    }
  }

  void model(Step step, String id, Model of) {
    String key = "k" + step.b() % 3;
    String path = "/api/2.0/mlflow/logged-models/" + id;
    String value = text("v", step.c() % 5);
    switch (step.kind()) {
      case FINALIZE_MODEL -> {
        Ask ask =
            Ask.of("PATCH", path).json(Message.of("model_id", id, "status", "LOGGED_MODEL_READY"));
        if (done(step, caller.send(step.viewer(), ask), !of.deleted)) {
          of.status = "LOGGED_MODEL_READY";
        }
      }
      case SET_MODEL_TAG -> {
        Ask ask =
            Ask.of("PATCH", path + "/tags")
                .json(
                    Message.of(
                        "model_id", id, "tags", List.of(Map.of("key", key, "value", value))));
        if (done(step, caller.send(step.viewer(), ask), !of.deleted)) {
          of.tags.put(key, value);
        }
      }
      case LOG_MODEL_PARAM -> {
        Ask ask =
            Ask.of("POST", path + "/params")
                .json(
                    Message.of(
                        "model_id",
                        id,
                        "params",
                        List.of(Map.of("key", key, "value", text("p", step.b() % 3)))));
        if (done(step, caller.send(step.viewer(), ask), !of.deleted)) {
          of.params.put(key, text("p", step.b() % 3));
        }
      }
      case DELETE_MODEL_TAG -> {
        boolean there = !of.deleted && of.tags.containsKey(key);
        Ask ask = Ask.of("DELETE", path + "/tags/" + key).json("{}");
        if (done(step, caller.send(step.viewer(), ask), there)) {
          of.tags.remove(key);
        }
      }
      case DELETE_MODEL ->
          of.deleted |=
              done(
                  step, caller.send(step.viewer(), Ask.of("DELETE", path).json("{}")), !of.deleted);
      default -> throw new IllegalArgumentException(step.toString());
    }
  }

  void file(Step step) {
    String path = "d" + step.a() % 2 + "/f" + step.b() % 3;
    String target = "/api/2.0/mlflow-artifacts/artifacts/" + path;
    if (step.kind() == Step.Kind.PUT_FILE) {
      String bytes = text("b", step.c());
      if (done(
          step,
          caller.send(step.viewer(), Ask.of("PUT", target).bytes(bytes.getBytes(UTF_8))),
          true)) {
        known.files.put(path, bytes);
      }
    } else if (done(step, caller.send(step.viewer(), Ask.of("DELETE", target)), true)) {
      known.files.remove(path);
    }
  }

  private Answer ask(Step step, String call, String id, Object... more) {
    return caller.post(step.viewer(), EXPERIMENTS + call, with("experiment_id", id, more));
  }

  private Answer onRun(Step step, String call, String id, Object... more) {
    return caller.post(step.viewer(), RUNS + call, with("run_id", id, more));
  }

  private static Object[] with(String name, String id, Object... more) {
    Object[] all = new Object[more.length + 2];
    all[0] = name;
    all[1] = id;
    System.arraycopy(more, 0, all, 2, more.length);
    return all;
  }

  /** Whether it was done: never for a viewer, else as the reference has it. */
  static boolean done(Step step, Answer answer, boolean possible) {
    if (step.viewer()) {
      assertThat(answer.status()).as("a viewer's %s: %s", step, answer.body()).isEqualTo(403);
      return false;
    }
    assertThat(answer.status() == 200).as("%s: %s", step, answer).isEqualTo(possible);
    return possible;
  }

  private String text(String kind, int number) {
    return caller.canary() + kind + number;
  }

  private static String id(String field, Answer answer) {
    var found = Pattern.compile("\"" + field + "\":\"([^\"]+)\"").matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group(1);
  }
}
