package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.CHURN;
import static dev.bulkhead.store.Samples.NOW;
import static dev.bulkhead.store.Samples.batch;
import static dev.bulkhead.store.Samples.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.RunStore.Update;
import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Writers of every kind, searches in several execution environments and two sealings at once: who
 * has been answered finds what was written, all that there is is found, and only that.
 */
final class SealingUnderUseTest {
  private static final int WRITERS = 3;
  private static final int STEPS = 60;

  private final long seed = Long.getLong("bulkhead.seed", 20261127);
  private final SettableClock clock = new SettableClock(NOW);
  private final TestTable table = new TestTable();
  private final Sealed environments = new Sealed(table, TestTable.ACME, new TestSpill(), clock);

  /** Time passes between creations, as it hardly does while one is on its way. */
  private final ReentrantReadWriteLock time = new ReentrantReadWriteLock();

  private final List<RunStore> searchers =
      List.of(environments.store(), environments.store(), environments.store(0));
  private final Set<RunId> created = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean ended = new AtomicBoolean();

  @Test
  void nothingThatWasWrittenIsEverMissed() throws Exception {
    new DynamoExperimentStore(table.open(TestTable.ACME, clock)).create(experiment("42", "churn"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        var random = new Random(seed + writer);
        writers.add(threads.submit(new Writer(random)));
      }
      List<Future<Integer>> sealings =
          IntStream.range(0, 2).mapToObj(_ -> threads.submit(this::seal)).toList();
      Future<?> whole = threads.submit(this::findWhole);
      try {
        for (Future<?> writer : writers) {
          var _ = writer.get();
        }
      } finally {
        ended.set(true);
      }
      var _ = whole.get();
      assertThat(sealings.get(0).get() + sealings.get(1).get()).as("sealed").isGreaterThan(20);
    }
    assertEverySearcherFindsTheTruth();
  }

  private void assertEverySearcherFindsTheTruth() {
    RunStore items = environments.store();
    for (String order : List.of("metrics.m DESC", "params.p", "attributes.status")) {
      RunSearch search = Sealed.search(CHURN, "", order);
      List<Run> truth = created.stream().map(items::get).sorted(search.query().order()).toList();
      for (RunStore searcher : searchers) {
        assertThat(Sealed.find(searcher, search)).as("seed %d", seed).isEqualTo(truth);
      }
    }
  }

  private int seal() {
    int sealed = 0;
    while (!ended.get()) {
      time.writeLock().lock();
      try {
        clock.set(clock.instant().plus(Duration.ofMinutes(6)));
      } finally {
        time.writeLock().unlock();
      }
      sealed += environments.sealing().seal(CHURN).runs();
    }
    return sealed;
  }

  /** Whatever was there before the search began is found. */
  private Void findWhole() {
    var random = new Random(seed);
    while (!ended.get()) {
      Set<RunId> before = Set.copyOf(created);
      Set<RunId> found =
          Sealed.find(
                  searchers.get(random.nextInt(searchers.size())),
                  Sealed.search(CHURN, "", "metrics.m DESC"))
              .stream()
              .map(run -> run.info().id())
              .collect(Collectors.toSet());
      assertThat(found).as("seed %d", seed).containsAll(before);
    }
    return null;
  }

  /** Writes to runs of its own, and looks after each write whether others find it. */
  private final class Writer implements Callable<Void> {
    private final Random random;
    private final List<RunId> runs = new ArrayList<>();
    private final RunStore store = environments.store();

    Writer(Random random) {
      this.random = random;
    }

    @Override
    public Void call() {
      for (int step = 1; step <= STEPS; step++) {
        RunId run = runs.isEmpty() || random.nextInt(4) == 0 ? create() : one();
        String expected = write(run, step);
        List<Run> found =
            Sealed.find(
                searchers.get(random.nextInt(searchers.size())),
                Sealed.search(
                    CHURN, "attributes.run_id = '" + run + "' AND " + expected, "metrics.m"));
        assertThat(found)
            .as("seed %d: %s", seed, expected)
            .extracting(it -> it.info().id())
            .containsExactly(run);
      }
      return null;
    }

    private RunId create() {
      time.readLock().lock();
      try {
        // Some are told to have begun long before, as imported ones are.
        RunInfo run = Samples.run(CHURN, clock.instant().minusSeconds(random.nextInt(3) * 1_000L));
        store.create(run, List.of(new Tag("t", "0")));
        created.add(run.id());
        runs.add(run.id());
        return run.id();
      } finally {
        time.readLock().unlock();
      }
    }

    private RunId one() {
      return runs.get(random.nextInt(runs.size()));
    }

    /** Says what a search must find now. */
    private String write(RunId run, int step) {
      return switch (random.nextInt(6)) {
        case 0 -> {
          store.log(run, batch(new Tag("t", "s" + step)));
          yield "tags.t = 's" + step + "'";
        }
        case 1 -> {
          store.log(run, batch(Metric.of("m", step, step, step)));
          yield "metrics.m = " + step;
        }
        case 2 -> {
          store.log(run, batch(new Param("p" + step, "v")));
          yield "params.p" + step + " = 'v'";
        }
        case 3 -> {
          store.move(run, LifecycleStage.DELETED, NOW);
          store.move(run, LifecycleStage.ACTIVE, NOW);
          yield "tags.t LIKE '%'";
        }
        case 4 -> {
          store.log(run, batch(Samples.points(100 + step, 30)));
          yield "metrics.k0 >= 0";
        }
        default -> {
          RunStatus status = random.nextInt(4) == 0 ? RunStatus.RUNNING : RunStatus.FINISHED;
          var _ =
              store.update(
                  run, new Update(Optional.of(status), Optional.empty(), Optional.empty()));
          yield "attributes.status = '" + status + "'";
        }
      };
    }
  }
}
