package dev.bulkhead.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.app.LiveStores;
import dev.bulkhead.attacks.Answer;
import dev.bulkhead.attacks.Ask;
import dev.bulkhead.attacks.Siege;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A tenant that has something of each kind that is stored. */
final class Trained {
  private final Siege siege;
  private final String tenant;

  private Trained(Siege siege, String tenant) {
    this.siege = siege;
    this.tenant = tenant;
  }

  /** Trains, and has the chores done that a schedule does. */
  static void in(Siege siege, String tenant) {
    var training = new Trained(siege, tenant);
    String experiment = training.experiment("iris");
    String run = training.run(experiment, "large");
    training.large(run);
    training.foldAndSeal(run);
    training.small(training.run(experiment, "small"), experiment);
    training.deleted(experiment);
    training.run(training.experimentAtS3("at-s3"), "at-s3");
  }

  /** Pages, chunks by the dozen that are then folded, and points of every strange kind. */
  private void large(String run) {
    ok("mlflow/runs/log-batch", batch(run, "params", "params", 90, 500));
    ok("mlflow/runs/log-batch", batch(run, "tags", "tags", 90, 500));
    for (int chunk = 0; chunk < 34; chunk++) {
      chunk(run, chunk * 25);
    }
    ok(
        "mlflow/runs/update",
        "{\"run_id\":\"%s\",\"status\":\"FINISHED\",\"end_time\":9000}".formatted(run));
  }

  private void chunk(String run, int first) {
    String points =
        IntStream.range(first, first + 25)
            .mapToObj(
                step ->
                    "{\"key\":\"%s\",\"value\":%s,\"timestamp\":%d,\"step\":%d}"
                        .formatted(step % 2 == 0 ? "loss" : "acc", step / 7.0, 1000 + step, step))
            .collect(Collectors.joining(","));
    ok("mlflow/runs/log-batch", "{\"run_id\":\"%s\",\"metrics\":[%s]}".formatted(run, points));
  }

  private void foldAndSeal(String run) {
    var environment =
        siege.aws().environment(siege.aws().template().function("MaintenanceFunction"));
    TenantStores stores =
        new LiveStores(environment, Capability.MAINTENANCE)
            .open(new TenantId(tenant), Access.WRITE);
    Instant later = Instant.now().plus(Duration.ofHours(2));
    var _ = stores.metricLogs().fold(new RunId(run), later);
    var visit =
        new Chore.Visit(stores, Optional.empty(), Optional.empty(), later, false, Optional.empty());
    assertThat(new SealRuns().step(visit).count()).isPositive();
  }

  /** A tail of points, values that are no numbers, a dataset too long for an item, a model. */
  private void small(String run, String experiment) {
    chunk(run, 0);
    for (String value : List.of("1.5", "\"NaN\"", "\"-Infinity\"", "-0.0", "5e-324")) {
      ok(
          "mlflow/runs/log-metric",
          """
          {"run_id":"%s","key":"odd","value":%s,"timestamp":7,"step":3}\
          """
              .formatted(run, value));
    }
    ok(
        "mlflow/runs/set-tag",
        """
        {"run_id":"%s","key":"mlflow.note.content","value":"ünïcode 🙂"}\
        """
            .formatted(run));
    ok(
        "mlflow/runs/log-inputs",
        """
        {"run_id":"%s","datasets":[{"dataset":{"name":"d","digest":"x","source_type":"local",\
        "source":"s","profile":"%s"},"tags":[{"key":"mlflow.data.context","value":"train"}]}]}\
        """
            .formatted(run, "long ".repeat(24_000)));
    String files = "%s/%s/artifacts/".formatted(experiment, run);
    put(files + "a%20folder/file.txt", "a file");
    put(files + "empty", "");
    model(run, experiment);
  }

  private void model(String run, String experiment) {
    String model =
        id(
            "model_id",
            ok(
                "mlflow/logged-models",
                """
                {"experiment_id":"%s","name":"m","source_run_id":"%s",\
                "params":[{"key":"depth","value":"5"}],"tags":[{"key":"k","value":"v"}]}\
                """
                    .formatted(experiment, run)));
    ok(
        "mlflow/runs/log-metric",
        """
        {"run_id":"%s","model_id":"%s","key":"f1","value":0.5,"timestamp":8,"step":0}\
        """
            .formatted(run, model));
    ok(
        "mlflow/runs/outputs",
        """
        {"run_id":"%s","models":[{"model_id":"%s","step":1}]}\
        """
            .formatted(run, model));
    put("%s/models/%s/artifacts/MLmodel".formatted(experiment, model), "flavors: {}");
  }

  private void deleted(String experiment) {
    ok("mlflow/runs/delete", "{\"run_id\":\"%s\"}".formatted(run(experiment, "deleted")));
    String gone = experiment("gone");
    run(gone, "of what is gone");
    ok("mlflow/experiments/delete", "{\"experiment_id\":\"%s\"}".formatted(gone));
    ok("mlflow/experiments/update", "{\"experiment_id\":\"0\",\"new_name\":\"Renamed\"}");
  }

  private static String batch(String run, String field, String prefix, int count, int length) {
    String entries =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    "{\"key\":\"%s%d\",\"value\":\"%s\"}"
                        .formatted(prefix, i, ("v" + i).repeat(length / 3)))
            .collect(Collectors.joining(","));
    return "{\"run_id\":\"%s\",\"%s\":[%s]}".formatted(run, field, entries);
  }

  private String experiment(String name) {
    return id(
        "experiment_id",
        ok(
            "mlflow/experiments/create",
            "{\"name\":\"%s\",\"tags\":[{\"key\":\"team\",\"value\":\"blue\"}]}".formatted(name)));
  }

  private String experimentAtS3(String name) {
    return id(
        "experiment_id",
        ok(
            "mlflow/experiments/create",
            "{\"name\":\"%1$s\",\"artifact_location\":\"s3://%2$s/tenants/%3$s/artifacts/%1$s\"}"
                .formatted(name, siege.bucket(), tenant)));
  }

  private String run(String experiment, String name) {
    return id(
        "run_id",
        ok(
            "mlflow/runs/create",
            "{\"experiment_id\":\"%s\",\"start_time\":1700000000000,\"run_name\":\"%s\"}"
                .formatted(experiment, name)));
  }

  private void put(String file, String text) {
    Answer answer =
        siege.send(
            tenant,
            Ask.of("PUT", "/api/2.0/mlflow-artifacts/artifacts/" + file)
                .bytes(text.getBytes(UTF_8)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private Answer ok(String path, String json) {
    Answer answer = siege.send(tenant, Ask.post(path, json));
    assertThat(answer.status()).as("%s %.200s: %s", path, json, answer.body()).isEqualTo(200);
    return answer;
  }

  private static String id(String field, Answer answer) {
    var found = Pattern.compile("\"" + field + "\":\"([^\"]+)\"").matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group(1);
  }
}
