package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.CHURN;
import static dev.bulkhead.store.Samples.NOW;
import static dev.bulkhead.store.TestTable.ACME;
import static dev.bulkhead.store.TestTable.ACME2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.Bin.Deleted;
import dev.bulkhead.store.Bin.Remains;
import dev.bulkhead.store.Bin.Thing;
import dev.bulkhead.store.dynamodb.DynamoBin;
import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import dev.bulkhead.store.dynamodb.DynamoMetricLogs;
import dev.bulkhead.store.dynamodb.DynamoRunStore;
import dev.bulkhead.store.segments.SegmentCache;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is deleted can be restored until it is taken, and is gone to the last item when erased. */
final class DynamoBinTest {
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Instant MUCH_LATER = NOW.plusSeconds(3600);

  private final TestTable table = new TestTable();
  private final TestSpill spill = new TestSpill();
  private final Bin bin = new DynamoBin(table.open(ACME), spill);
  private final ExperimentStore experiments = new DynamoExperimentStore(table.open(ACME));
  private final RunStore runs = new DynamoRunStore(table.open(ACME), spill, new SegmentCache(0));
  private final MetricLogs logs = new DynamoMetricLogs(table.open(ACME), spill);
  private final RunInfo run = Samples.run(CHURN);
  private final Deleted deleted = Thing.run(run.id()).at(LATER);

  @BeforeEach
  void log() {
    experiments.create(Samples.experiment("42", "churn"));
    runs.create(run, List.of(new Tag("a", "b")));
    runs.log(run.id(), Samples.batch(Samples.points(2_000, 60)));
  }

  @Test
  void whatIsDeletedIsListedFromItsTimeOnUntilItIsRestored() {
    runs.move(run.id(), LifecycleStage.DELETED, LATER);
    runs.move(run.id(), LifecycleStage.DELETED, MUCH_LATER);
    experiments.move(CHURN, LifecycleStage.DELETED, LATER.plusMillis(1));

    assertThat(bin.list(LATER, 10)).isEmpty();
    assertThat(bin.list(MUCH_LATER, 10))
        .containsExactly(deleted, Thing.experiment(CHURN).at(LATER.plusMillis(1)));
    assertThat(bin.list(MUCH_LATER, 1)).containsExactly(deleted);
    experiments.move(CHURN, LifecycleStage.ACTIVE, MUCH_LATER);
    runs.move(run.id(), LifecycleStage.ACTIVE, MUCH_LATER);
    assertThat(bin.list(MUCH_LATER.plusSeconds(1), 10)).isEmpty();
    assertThat(bin.take(deleted)).isFalse();
  }

  @Test
  void whatWasRestoredAndDeletedAgainIsNotTakenForTheFirstTime() {
    runs.move(run.id(), LifecycleStage.DELETED, LATER);
    runs.move(run.id(), LifecycleStage.ACTIVE, LATER);
    runs.move(run.id(), LifecycleStage.DELETED, MUCH_LATER);

    assertThat(bin.take(deleted)).isFalse();
    assertThat(runs.getInfo(run.id()).stage()).isEqualTo(LifecycleStage.DELETED);
  }

  @Test
  void ofAnErasedRunNothingIsLeftButWhereItsFilesWere() {
    int before = table.size();
    RunInfo other = Samples.run(CHURN);
    runs.create(other, List.of());
    runs.log(other.id(), Samples.batch(Samples.points(2_000, 60)));
    assertThat(table.size()).as("a run has more than its core").isGreaterThan(before + 2);
    runs.move(other.id(), LifecycleStage.DELETED, LATER);
    Deleted thing = Thing.run(other.id()).at(LATER);

    // Each of these twice, as after a kill.
    assertThat(bin.take(thing)).isTrue();
    assertThat(bin.take(thing)).isTrue();
    List<Remains> remains = bin.remains(thing, 10);
    assertThat(remains).containsExactly(new Remains(Thing.run(other.id()), other.artifactUri()));
    bin.erase(remains.getFirst(), MUCH_LATER);
    bin.erase(remains.getFirst(), MUCH_LATER);
    bin.forget(thing);

    assertThat(bin.list(MUCH_LATER, 10)).isEmpty();
    assertThat(bin.take(thing)).isFalse();
    var erased = bin.erased(MUCH_LATER.plusMillis(1), 10);
    assertThat(erased).containsExactly(new Bin.Erased(remains.getFirst(), MUCH_LATER));
    assertThat(bin.erased(MUCH_LATER, 10)).isEmpty();
    bin.close(erased.getFirst());
    assertThat(table.size()).isEqualTo(before);
    assertThat(Samples.history(runs, run.id(), "k0")).as("the other run's").isNotEmpty();
  }

  @Test
  void segmentsAreErasedWithTheirRunWhereverThatIsKilled() {
    RunInfo kept = foldedRun();
    List<Metric> points = Samples.history(runs, kept.id(), "k0");
    int writes = 0;
    boolean killed = true;
    while (killed) {
      RunInfo gone = foldedRun();
      runs.move(gone.id(), LifecycleStage.DELETED, LATER);
      Deleted thing = Thing.run(gone.id()).at(LATER);
      assertThat(bin.take(thing)).isTrue();

      killed = isKilledErasing(thing, writes);

      assertThat(Samples.history(runs, gone.id(), "k0")).as("after %d", writes).isEmpty();
      assertThat(isKilledErasing(thing, Integer.MAX_VALUE)).isFalse();
      assertThat(spill.names()).hasSize(1).allMatch(name -> name.contains(kept.id().value()));
      assertThat(logs.marked(Optional.empty(), 100)).doesNotContain(gone.id());
      writes++;
    }
    assertThat(writes).as("more than items of a run without segments are").isGreaterThan(6);
    assertThat(Samples.history(runs, kept.id(), "k0")).isEqualTo(points).isNotEmpty();
  }

  private boolean isKilledErasing(Deleted thing, int writes) {
    var fuse = new Fuse(writes, false);
    Bin dying = new DynamoBin(table.through(fuse).open(ACME), fuse.spill(spill));
    try {
      if (dying.take(thing)) {
        dying.remains(thing, 10).forEach(remains -> dying.erase(remains, MUCH_LATER));
        dying.forget(thing);
      }
      return false;
    } catch (Fuse.Killed _) {
      return true;
    }
  }

  @Test
  void whatAFoldWroteWhileItsRunWasErasedGoesWhenThatIsClosed() {
    runs.move(run.id(), LifecycleStage.DELETED, LATER);
    assertThat(bin.take(deleted)).isTrue();
    bin.remains(deleted, 10).forEach(remains -> bin.erase(remains, MUCH_LATER));
    bin.forget(deleted);
    String late = "metrics/" + run.id() + "/0123456789abcdef";
    spill.put(late, new byte[] {1});
    spill.put(late.replace("/0", "0/0"), new byte[] {1});

    bin.erased(MUCH_LATER.plusMillis(1), 10).forEach(bin::close);

    assertThat(spill.names()).containsExactly(late.replace("/0", "0/0"));
  }

  /** A run that has a segment. */
  private RunInfo foldedRun() {
    RunInfo folded = Samples.run(CHURN);
    runs.create(folded, List.of());
    for (int call = 0; call < 40; call++) {
      runs.log(folded.id(), Samples.batch(Samples.points(21 + call, 3)));
    }
    assertThat(logs.fold(folded.id(), Instant.now().plusSeconds(600))).isFalse();
    assertThat(spill.names()).anyMatch(name -> name.contains(folded.id().value()));
    return folded;
  }

  @Test
  void anErasedExperimentTakesItsRunsWithItAndFreesItsName() {
    runs.move(run.id(), LifecycleStage.DELETED, NOW);
    experiments.move(CHURN, LifecycleStage.DELETED, LATER);
    Deleted thing = Thing.experiment(CHURN).at(LATER);

    assertThat(bin.take(thing)).isTrue();
    assertThat(bin.take(thing)).isTrue();
    assertThat(experiments.find(CHURN)).isEmpty();
    experiments.create(Samples.experiment("43", "churn"));
    List<Remains> remains = bin.remains(thing, 10);
    assertThat(remains).extracting(Remains::thing).containsExactly(Thing.run(run.id()));
    bin.erase(remains.getFirst(), MUCH_LATER);
    assertThat(bin.remains(thing, 10)).isEmpty();
    bin.forget(thing);

    assertThat(bin.take(Thing.run(run.id()).at(NOW))).as("gone with it").isFalse();
    assertThat(bin.list(MUCH_LATER, 10)).isEmpty();
    bin.erased(MUCH_LATER.plusMillis(1), 10).forEach(bin::close);
    assertThat(table.size()).as("the new experiment and its name").isEqualTo(2);
  }

  @Test
  void anotherTenantsBinIsAnother() {
    runs.move(run.id(), LifecycleStage.DELETED, LATER);

    assertThat(new DynamoBin(table.open(ACME2), spill).list(MUCH_LATER, 10)).isEmpty();
  }
}
