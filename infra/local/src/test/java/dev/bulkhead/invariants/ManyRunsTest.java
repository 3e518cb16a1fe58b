package dev.bulkhead.invariants;

import static dev.bulkhead.attacks.Ask.get;
import static dev.bulkhead.attacks.Ask.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.app.LiveStores;
import dev.bulkhead.attacks.Answer;
import dev.bulkhead.attacks.Ask;
import dev.bulkhead.attacks.Siege;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.store.RunStore;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * An experiment of many runs is deleted and restored by one write to one item, and every read sees
 * it at once. {@code -Dbulkhead.runs=100000} tells how long the calls take with as many.
 */
final class ManyRunsTest {
  private static final int RUNS = Integer.getInteger("bulkhead.runs", 1_500);

  /** Comparing all that is stored is for as many as are stored in a test. */
  private static final boolean COMPARED = RUNS < 10_000;

  /** The experiment's item, and the note of when it was deleted. */
  private static final int EXPERIMENT_AND_NOTE = 2;

  private final Random random = new Random(3);

  @Test
  void deletingAnExperimentOfManyRunsIsOneCallThatEveryReadSees() throws IOException {
    try (var siege = new Siege(List.of("acme"))) {
      var many = new Experiment(siege);
      List<RunId> runs = many.fill();
      RunId gone = runs.get(7);
      many.ok(post("mlflow/runs/delete", "{\"run_id\":\"" + gone + "\"}"));

      long changed = many.changedBy("delete");

      assertThat(changed).isEqualTo(COMPARED ? EXPERIMENT_AND_NOTE : 0);
      assertThat(many.count("ACTIVE_ONLY")).isZero();
      assertThat(many.count("DELETED_ONLY")).isEqualTo(Math.min(RUNS, 1000));
      assertThat(many.stage(runs.getFirst())).isEqualTo("deleted");
      assertThat(many.stage(runs.getLast())).isEqualTo("deleted");
      assertThat(many.listed("ACTIVE_ONLY")).isFalse();
      assertThat(many.listed("DELETED_ONLY")).isTrue();
      Answer refused =
          siege.send(
              "acme",
              post(
                  "mlflow/runs/create",
                  "{\"experiment_id\":\"" + many.id + "\",\"start_time\":1}"));
      assertThat(refused.field("error_code")).isEqualTo("INVALID_PARAMETER_VALUE");

      assertThat(many.changedBy("restore")).isEqualTo(COMPARED ? EXPERIMENT_AND_NOTE : 0);
      assertThat(many.count("ACTIVE_ONLY")).isEqualTo(Math.min(RUNS - 1, 1000));
      assertThat(many.count("DELETED_ONLY")).isEqualTo(1);
      assertThat(many.stage(runs.getLast())).isEqualTo("active");
      assertThat(many.stage(gone)).isEqualTo("deleted");
      assertThat(many.listed("ACTIVE_ONLY")).isTrue();
    }
  }

  private final class Experiment {
    private final Siege siege;
    private final String id;

    Experiment(Siege siege) {
      this.siege = siege;
      this.id = ok(post("mlflow/experiments/create", "{\"name\":\"many\"}")).field("experiment_id");
    }

    /** Straight into the store: what is tried is not how runs get there. */
    List<RunId> fill() {
      RunStore store =
          new LiveStores(
                  siege.aws().environment(siege.aws().template().function("RunsFunction")),
                  Capability.TRACKING)
              .open(new TenantId("acme"), Access.WRITE)
              .runs();
      Instant start = Instant.parse("2026-01-01T00:00:00Z");
      List<RunInfo> runs =
          random
              .ints(RUNS)
              .mapToObj(number -> run(start.plusMillis(Math.floorMod(number, 1_000_000_000))))
              .toList();
      var few = new Semaphore(16);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (RunInfo run : runs) {
          few.acquireUninterruptibly();
          var _ =
              threads.submit(
                  () -> {
                    try {
                      store.create(run, List.of());
                    } finally {
                      few.release();
                    }
                  });
        }
      }
      return runs.stream().map(RunInfo::id).toList();
    }

    private RunInfo run(Instant start) {
      RunId run = RunId.create(new ExperimentId(id), start, random);
      return new RunInfo(
          run,
          "one-of-many",
          "ana",
          RunStatus.RUNNING,
          start,
          Optional.empty(),
          LifecycleStage.ACTIVE,
          "mlflow-artifacts:/" + id + "/" + run + "/artifacts");
    }

    /** How many items a call adds, changes or takes away. */
    long changedBy(String call) {
      // The searches before have what they read sealed, which changes items, too.
      siege.aws().queue("MaintenanceFunction").awaitDelivered();
      Map<String, String> before = COMPARED ? siege.stored() : Map.of();
      long start = System.nanoTime();
      ok(post("mlflow/experiments/" + call, "{\"experiment_id\":\"" + id + "\"}"));
      if (!COMPARED) {
        System.out.println(call + " " + RUNS + " runs: " + since(start));
      }
      Map<String, String> after = COMPARED ? siege.stored() : Map.of();
      return Stream.concat(before.keySet().stream(), after.keySet().stream())
          .distinct()
          .filter(key -> !Objects.equals(before.get(key), after.get(key)))
          .count();
    }

    int count(String view) {
      long start = System.nanoTime();
      Answer page =
          ok(
              post(
                  "mlflow/runs/search",
                  "{\"experiment_ids\":[\"%s\"],\"run_view_type\":\"%s\",\"max_results\":1000}"
                      .formatted(id, view)));
      if (!COMPARED) {
        System.out.println("search " + view + ": " + since(start));
      }
      return page.json().get("runs") instanceof List<?> runs ? runs.size() : 0;
    }

    String stage(RunId run) {
      Map<?, ?> info =
          (Map<?, ?>)
              ((Map<?, ?>) ok(get("mlflow/runs/get?run_id=" + run)).json().get("run")).get("info");
      return String.valueOf(info.get("lifecycle_stage"));
    }

    boolean listed(String view) {
      return ok(get("mlflow/experiments/search?max_results=1000&view_type=" + view))
          .body()
          .contains("\"name\":\"many\"");
    }

    Answer ok(Ask ask) {
      Answer answer = siege.send("acme", ask);
      assertThat(answer.status()).as("%s: %s", ask, answer).isEqualTo(200);
      return answer;
    }

    private static String since(long start) {
      return Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms";
    }
  }
}
