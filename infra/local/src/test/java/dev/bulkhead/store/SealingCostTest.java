package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.CHURN;
import static dev.bulkhead.store.Samples.NOW;
import static dev.bulkhead.store.Samples.batch;
import static dev.bulkhead.store.Samples.experiment;
import static dev.bulkhead.store.Samples.points;
import static dev.bulkhead.store.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.RunStore.Batch;
import dev.bulkhead.store.RunStore.Update;
import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds sealing, and the use of what is sealed, to so many items written and read. */
final class SealingCostTest {
  private static final int RUNS = 400;

  private final Watched watched = new Watched(TestTable.dynamo());
  private final TestTable table = new TestTable(watched);
  private final SettableClock clock = new SettableClock(NOW);
  private final Sealed environments = new Sealed(table, TestTable.ACME, new TestSpill(), clock);

  @Test
  void sealingTouchesEachRunOnceAndSearchingNone() {
    List<RunId> runs = endedRuns();
    clock.set(NOW.plusSeconds(600));
    counts();

    assertThat(environments.sealAll(CHURN)).isEqualTo(RUNS);
    assertCounts(2 * RUNS + 10, 120);

    RunStore warm = environments.store();
    RunSearch rare =
        Sealed.search(CHURN, "params.param1 != 'a' and metrics.k0 > 1e9", "metrics.k1 DESC");
    assertThat(Sealed.find(warm, rare)).isEmpty();
    counts();
    assertThat(Sealed.find(warm, rare)).isEmpty();
    assertCounts(0, 11);
    assertThat(Sealed.find(warm, Sealed.search(CHURN, "", "metrics.k1 DESC"))).hasSize(RUNS);
    assertCounts(0, 11);

    warm.log(runs.getFirst(), batch(new Tag("a", "1")));
    assertCounts(3, 2);
    warm.log(runs.getFirst(), batch(new Tag("a", "2")));
    assertCounts(1, 0);
    warm.log(runs.getLast(), batch(Metric.of("k0", 9, NOW.toEpochMilli(), 99)));
    assertCounts(3, 1);
    assertThat(Sealed.find(warm, rare)).isEmpty();
    assertCounts(0, 15);
  }

  private void counts() {
    var _ = watched.written();
    var _ = watched.read();
  }

  private void assertCounts(int written, int read) {
    assertThat(watched.written()).as("written").isLessThanOrEqualTo(written);
    assertThat(watched.read()).as("read").isLessThanOrEqualTo(read);
  }

  private List<RunId> endedRuns() {
    new DynamoExperimentStore(table.open(TestTable.ACME, clock)).create(experiment("42", "churn"));
    RunStore store = environments.store();
    return IntStream.range(0, RUNS).mapToObj(number -> endedRun(store, number)).toList();
  }

  private static RunId endedRun(RunStore store, int number) {
    RunInfo run = run(CHURN, NOW.plusMillis(number));
    store.create(run, List.of(new Tag("mlflow.user", "ada")));
    store.log(
        run.id(), new Batch(points(10, 10), List.of(new Param("param1", "b" + number)), List.of()));
    var _ =
        store.update(
            run.id(),
            new Update(Optional.of(RunStatus.FINISHED), Optional.of(NOW), Optional.empty()));
    return run.id();
  }
}
