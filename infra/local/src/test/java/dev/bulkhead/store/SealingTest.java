package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.CHURN;
import static dev.bulkhead.store.Samples.NOW;
import static dev.bulkhead.store.Samples.batch;
import static dev.bulkhead.store.Samples.experiment;
import static dev.bulkhead.store.Samples.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelOutput;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.Bin.Thing;
import dev.bulkhead.store.RunStore.Batch;
import dev.bulkhead.store.RunStore.Update;
import dev.bulkhead.store.dynamodb.DynamoBin;
import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import dev.bulkhead.store.segments.CorruptSegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That sealing changes what a search costs, and never what it finds. */
final class SealingTest {
  private static final RunSearch ALL = Sealed.search(CHURN, "", "metrics.k0 DESC");

  private final SettableClock clock = new SettableClock(NOW);
  private final Watched watched = new Watched(TestTable.dynamo());
  private final TestTable table = new TestTable(watched);
  private final Sealed environments = new Sealed(table, TestTable.ACME, new TestSpill(), clock);
  private final List<RunId> runs = new ArrayList<>();
  private ExperimentStore experiments;
  private RunStore store;

  @BeforeEach
  void createExperiment() {
    experiments = new DynamoExperimentStore(table.open(TestTable.ACME, clock));
    experiments.create(experiment("42", "churn"));
    store = environments.store();
  }

  private RunId createRun(boolean ended) {
    RunInfo run = Samples.run(CHURN, clock.instant());
    store.create(run, List.of(new Tag("team", "a"), new Tag("mlflow.runName", "r")));
    store.log(run.id(), new Batch(points(10, 5), List.of(new Param("lr", "0.1")), List.of()));
    if (ended) {
      end(run.id());
    }
    runs.add(run.id());
    return run.id();
  }

  private void end(RunId run) {
    var _ =
        store.update(
            run, new Update(Optional.of(RunStatus.FINISHED), Optional.of(NOW), Optional.empty()));
  }

  private void pass(Duration time) {
    clock.set(clock.instant().plus(time));
  }

  private List<Run> truth(RunSearch search) {
    return Sealed.truth(store, runs, search);
  }

  private void assertFindsTheTruth() {
    assertThat(Sealed.find(store, ALL)).isEqualTo(truth(ALL));
    assertThat(Sealed.find(environments.store(), ALL)).isEqualTo(truth(ALL));
    assertThat(Sealed.find(environments.store(0), ALL)).isEqualTo(truth(ALL));
  }

  @Test
  void runsThatHaveEndedAreSealedOnceTheyAreOldEnough() {
    IntStream.range(0, 20).forEach(_ -> createRun(true));

    pass(Duration.ofMinutes(2));
    assertThat(environments.sealAll(CHURN)).isZero();
    pass(Duration.ofMillis(1));
    assertThat(environments.sealing().due(CHURN)).isEqualTo(20);
    assertThat(environments.sealAll(CHURN)).isEqualTo(20);
    assertThat(environments.sealAll(CHURN)).isZero();
    assertFindsTheTruth();
  }

  @Test
  void aRunThatGoesOnStaysOpenForAnHourBesidesSealedOnes() {
    RunId goesOn = createRun(false);
    IntStream.range(0, 3).forEach(_ -> createRun(true));

    pass(Duration.ofMinutes(6));
    assertThat(environments.sealAll(CHURN)).isEqualTo(3);
    store.log(goesOn, batch(new Tag("team", "b")));
    assertFindsTheTruth();
    pass(Duration.ofMinutes(61));
    assertThat(environments.sealAll(CHURN)).isEqualTo(1);
    store.log(goesOn, batch(new Tag("team", "c")));
    assertFindsTheTruth();
  }

  @Test
  void aRunThatIsCreatedWithATimeLongPastIsFound() {
    IntStream.range(0, 3).forEach(_ -> createRun(true));
    pass(Duration.ofMinutes(6));
    environments.sealAll(CHURN);

    RunInfo late = Samples.run(CHURN, NOW.minusSeconds(1));
    store.create(late, List.of());
    runs.add(late.id());

    assertFindsTheTruth();
    end(late.id());
    pass(Duration.ofMinutes(2));
    assertThat(environments.sealAll(CHURN)).isEqualTo(1);
    assertFindsTheTruth();
  }

  /**
   * A machine whose clock is a minute behind finds that a run began just not long enough ago to be
   * noted, and puts it 29 s later, when others of about that time have been sealed.
   */
  @Test
  void aRunThatIsCreatedAsLateAsItCanBeWithoutANoteIsFound() {
    RunInfo late = Samples.run(CHURN, NOW);
    clock.set(NOW.minusSeconds(2));
    createRun(true);
    clock.set(NOW.plusSeconds(30 + 60 + 29));
    var behind = new SettableClock(NOW.plusSeconds(30));
    RunStore slow = new Sealed(table, TestTable.ACME, environments.spill(), behind).store();

    boolean sealed = sealsAt(1, () -> slow.create(late, List.of()));
    runs.add(late.id());

    assertThat(sealed).isTrue();
    assertFindsTheTruth();
  }

  /** As after an import: then all items are read, and each of them once. */
  @Test
  void moreNotesThanAreWorthReadingOneByOneAreReadOnce() {
    IntStream.range(0, 20).forEach(_ -> createRun(true));
    pass(Duration.ofMinutes(6));
    environments.sealAll(CHURN);
    for (int number = 0; number < 1_010; number++) {
      RunInfo imported = Samples.run(CHURN, NOW.minusSeconds(number + 1));
      store.create(imported, List.of());
    }
    createRun(true);
    var meter = new ReadMeter(TestTable.dynamo());
    RunStore metered =
        new Sealed(table.through(meter), TestTable.ACME, environments.spill(), clock).store();

    assertThat(Sealed.find(metered, ALL)).hasSize(1_031);

    assertThat(meter.readUnits()).as("with the notes read twice it is 105").isLessThan(90);
  }

  static Stream<Arguments> writes() {
    Dataset iris = new Dataset("iris", "d", "local", "/iris", Optional.empty(), Optional.empty());
    return Stream.of(
        write("set a tag", (it, run) -> it.log(run, batch(new Tag("team", "b")))),
        write("delete a tag", (it, run) -> it.deleteTag(run, "team")),
        write("change a tag", (it, run) -> it.changeTag(run, "team", _ -> "b")),
        write("log a param", (it, run) -> it.log(run, batch(new Param("depth", "3")))),
        write("log one param", (it, run) -> it.logParam(run, new Param("depth", "3"))),
        write("log a metric", (it, run) -> it.log(run, batch(Metric.of("k0", 9, 9, 99)))),
        write("log a new metric", (it, run) -> it.log(run, batch(Metric.of("new", 9, 9, 9)))),
        write("log many metrics", (it, run) -> it.log(run, batch(points(1_000, 500)))),
        write(
            "log what spills",
            (it, run) ->
                it.log(
                    run,
                    batch(
                        IntStream.range(0, 90)
                            .mapToObj(i -> new Param("p" + i, "x".repeat(1_000)))
                            .toArray(Param[]::new)))),
        write(
            "rename",
            (it, run) ->
                it.update(run, new Update(Optional.empty(), Optional.empty(), Optional.of("n")))),
        write(
            "start again",
            (it, run) ->
                it.update(
                    run,
                    new Update(
                        Optional.of(RunStatus.RUNNING), Optional.empty(), Optional.empty()))),
        write("delete", (it, run) -> it.move(run, LifecycleStage.DELETED, NOW)),
        write(
            "log inputs",
            (it, run) ->
                it.logInputs(
                    run,
                    List.of(new DatasetInput(iris, List.of(new Tag("mlflow.data.context", "t")))),
                    List.of("m-1"))),
        write("log outputs", (it, run) -> it.logOutputs(run, List.of(new ModelOutput("m-2", 3)))));
  }

  private static Arguments write(String name, BiConsumer<RunStore, RunId> write) {
    return Arguments.of(name, write);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("writes")
  void aWriteToASealedRunIsFoundAtOnce(String name, BiConsumer<RunStore, RunId> write) {
    RunId run = createRun(true);
    RunInfo bare = Samples.run(CHURN, clock.instant());
    store.create(bare, List.of(new Tag("team", "a")));
    end(bare.id());
    runs.add(bare.id());
    IntStream.range(0, 4).forEach(_ -> createRun(true));
    for (int time = 0; time < 3; time++) {
      pass(Duration.ofMinutes(6));
      assertThat(environments.sealAll(CHURN)).as(name).isPositive();
      assertFindsTheTruth();

      if (time < 2) {
        RunStore writer = environments.store();
        write.accept(writer, time == 0 ? run : bare.id());
        assertFindsTheTruth();
        end(createRun(true));
      }
    }
  }

  @Test
  void aSealedRunThatIsDeletedAndRestoredIsFound() {
    RunId run = createRun(true);
    pass(Duration.ofMinutes(6));
    environments.sealAll(CHURN);
    store.move(run, LifecycleStage.DELETED, NOW);
    pass(Duration.ofMinutes(2));
    assertThat(environments.sealAll(CHURN)).isEqualTo(1);
    assertFindsTheTruth();

    store.move(run, LifecycleStage.ACTIVE, NOW);

    assertFindsTheTruth();
    assertThat(store.get(run).info().stage()).isEqualTo(LifecycleStage.ACTIVE);
  }

  @Test
  void aSealedRunThatIsErasedIsNeitherFoundNorKept() {
    RunId erased = createRun(true);
    IntStream.range(0, 3).forEach(_ -> createRun(true));
    pass(Duration.ofMinutes(6));
    environments.sealAll(CHURN);
    store.move(erased, LifecycleStage.DELETED, NOW);
    pass(Duration.ofMinutes(6));
    environments.sealAll(CHURN);
    Bin bin = new DynamoBin(table.open(TestTable.ACME, clock), environments.spill());

    assertThat(bin.take(Thing.run(erased).at(NOW))).isTrue();
    runs.remove(erased);
    assertFindsTheTruth();
    // Once its note is gone, nothing but the segments could tell of it.
    pass(Duration.ofHours(2));
    environments.sealAll(CHURN);
    assertFindsTheTruth();
    pass(Duration.ofHours(2));
    environments.sealAll(CHURN);
    assertThat(environments.spill().size()).isEqualTo(1);
    assertFindsTheTruth();
  }

  @Test
  void ofAnExperimentThatIsErasedNoSegmentIsLeft() {
    IntStream.range(0, 3).forEach(_ -> createRun(true));
    pass(Duration.ofMinutes(6));
    environments.sealAll(CHURN);
    experiments.move(CHURN, LifecycleStage.DELETED, NOW);
    Bin bin = new DynamoBin(table.open(TestTable.ACME, clock), environments.spill());
    var deleted = Thing.experiment(CHURN).at(NOW);

    assertThat(bin.take(deleted)).isTrue();
    bin.remains(deleted, 100).forEach(remains -> bin.erase(remains, NOW));
    bin.forget(deleted);

    assertThat(environments.spill().size()).isZero();
    assertThat(Sealed.find(environments.store(), ALL)).isEmpty();
  }

  @Test
  void anExperimentIsDeletedAndRestoredAtOnceWhateverIsSealed() {
    IntStream.range(0, 9).forEach(_ -> createRun(true));
    pass(Duration.ofMinutes(6));
    environments.sealAll(CHURN);
    var _ = watched.written();

    experiments.move(CHURN, LifecycleStage.DELETED, NOW);
    assertThat(watched.written()).isLessThanOrEqualTo(4);
    assertThat(Sealed.find(store, ALL))
        .hasSize(9)
        .allMatch(run -> run.info().stage() == LifecycleStage.DELETED);
    experiments.move(CHURN, LifecycleStage.ACTIVE, NOW);

    assertFindsTheTruth();
  }

  @Test
  void runsThatAreSealedAgainAndAgainDoNotPileUp() {
    IntStream.range(0, 600).forEach(_ -> createRun(true));
    pass(Duration.ofMinutes(6));
    environments.sealAll(CHURN);
    for (int round = 0; round < 3; round++) {
      String value = "v" + round;
      runs.forEach(run -> store.log(run, batch(new Tag("team", value))));
      pass(Duration.ofMinutes(2));
      assertThat(environments.sealAll(CHURN)).isEqualTo(600);
    }
    environments.sealAll(CHURN);
    pass(Duration.ofHours(2));
    environments.sealAll(CHURN);

    assertThat(environments.spill().size()).isLessThanOrEqualTo(2);
    assertFindsTheTruth();
  }

  /** However far it comes, what is found is the same, before another sealing and after it. */
  @Test
  void sealingMayBeKilledAtAnyPoint() {
    RunId touched = createRun(true);
    RunId untouched = createRun(true);
    int calls = 0;
    boolean killed = true;
    while (killed) {
      RunId goesOn = createRun(false);
      pass(Duration.ofMinutes(6));
      killed = diesAfter(calls++);
      assertFindsTheTruth();
      store.log(touched, batch(new Tag("team", "c" + calls)));
      store.log(goesOn, batch(Metric.of("k0", calls, 0, 1_000)));
      assertFindsTheTruth();
      pass(Duration.ofMinutes(6));
      environments.sealAll(CHURN);
      assertFindsTheTruth();
      store.log(untouched, batch(new Tag("team", "u" + calls)));
    }
    assertThat(calls).isGreaterThan(15);
  }

  private boolean diesAfter(int calls) {
    var left = new AtomicInteger(calls);
    watched.before(
        () -> {
          if (left.getAndDecrement() <= 0) {
            left.set(0);
            throw new Killed();
          }
        });
    try {
      var _ = environments.sealing().seal(CHURN);
      return false;
    } catch (Killed _) {
      return true;
    } finally {
      watched.before(() -> {});
    }
  }

  /** What ends a process. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Whichever two reads of a search it is, of a run that was open and had been sealed before. */
  @Test
  void sealingMayHappenBetweenAnyTwoReadsOfASearch() {
    RunId run = createRun(true);
    pass(Duration.ofMinutes(6));
    environments.sealAll(CHURN);
    int calls = 0;
    boolean interrupted = true;
    while (interrupted) {
      store.log(run, batch(new Tag("team", "c" + calls)));
      RunId young = createRun(true);
      pass(Duration.ofMinutes(6));

      RunStore searching = calls % 2 == 0 ? store : environments.store();
      List<Run> truth = truth(ALL);
      interrupted = sealsAt(calls, () -> assertThat(Sealed.find(searching, ALL)).isEqualTo(truth));
      calls++;
      store.log(young, batch(new Tag("team", "y")));
    }
    assertThat(calls).isGreaterThan(9);
  }

  private boolean sealsAt(int call, Runnable search) {
    var left = new AtomicInteger(call);
    var sealing = new AtomicBoolean();
    watched.before(
        () -> {
          if (left.getAndDecrement() == 0) {
            watched.before(() -> {});
            sealing.set(true);
            environments.sealAll(CHURN);
          }
        });
    search.run();
    watched.before(() -> {});
    return sealing.get();
  }

  @Test
  void aSegmentOfAnotherTenantIsRefused() {
    createRun(true);
    pass(Duration.ofMinutes(6));
    environments.sealAll(CHURN);
    var others = new Sealed(table, TestTable.ACME2, new TestSpill(), clock);
    new DynamoExperimentStore(table.open(TestTable.ACME2, clock)).create(experiment("42", "churn"));
    RunInfo theirs = Samples.run(CHURN, clock.instant());
    others.store().create(theirs, List.of());
    var _ =
        others
            .store()
            .update(
                theirs.id(),
                new Update(Optional.of(RunStatus.FAILED), Optional.empty(), Optional.empty()));
    pass(Duration.ofMinutes(6));
    assertThat(others.sealAll(CHURN)).isEqualTo(1);

    var mixedUp = new Sealed(table, TestTable.ACME, others.spill().alwaysTheSame(), clock);

    assertThatThrownBy(() -> Sealed.find(mixedUp.store(), ALL))
        .isInstanceOf(CorruptSegment.class)
        .hasMessageContaining("another one");
  }
}
