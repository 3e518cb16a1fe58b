package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.CHURN;
import static dev.bulkhead.store.Samples.NOW;
import static dev.bulkhead.store.Samples.batch;
import static dev.bulkhead.store.Samples.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.RunStore.Update;
import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * That a search for the newest runs looks at no more segments than may have them, and finds what
 * one that looks at all would.
 */
final class NewestSealedRunsTest {
  private static final RunSearch OF_TEAM = Sealed.search(CHURN, "tags.team = 'a'");

  private final SettableClock clock = new SettableClock(NOW);
  private final TestTable table = new TestTable();
  private final TestSpill spill = new TestSpill();
  private final Sealed environments = new Sealed(table, TestTable.ACME, spill, clock);
  private final List<RunId> runs = new ArrayList<>();
  private RunStore store;

  @BeforeEach
  void createExperiment() {
    new DynamoExperimentStore(table.open(TestTable.ACME, clock)).create(experiment("42", "churn"));
    store = environments.store();
  }

  private RunId createRun(Instant start, String team) {
    RunInfo run = Samples.run(CHURN, start);
    store.create(run, List.of(new Tag("team", team)));
    var _ =
        store.update(
            run.id(),
            new Update(Optional.of(RunStatus.FINISHED), Optional.of(NOW), Optional.empty()));
    runs.add(run.id());
    return run.id();
  }

  /** Of so few that they do not become one with the segment before. */
  private void seal(int count) {
    IntStream.range(0, count).forEach(i -> createRun(clock.instant().plusMillis(i), "a"));
    clock.set(clock.instant().plus(Duration.ofHours(1)));
    environments.sealAll(CHURN);
  }

  private List<Run> truth(RunSearch search) {
    return Sealed.truth(store, runs, search);
  }

  /** What a function finds that has nothing in memory. */
  private List<Run> page(RunSearch search, int limit) {
    return Sealed.find(environments.store(), search, limit);
  }

  private RunSearch behind(RunSearch search, Run last) {
    return search.from(new RunSearch.Place(last.info().id(), search.query().position(last)));
  }

  private int segmentsReadBy(Runnable search) {
    int before = spill.wholes();
    search.run();
    return spill.wholes() - before;
  }

  @Test
  void theNewestAreFoundInTheirSegmentAlone() {
    seal(9);
    seal(4);
    seal(1);

    assertThat(segmentsReadBy(() -> assertFound(OF_TEAM, 1))).isEqualTo(1);
    assertThat(segmentsReadBy(() -> assertFound(OF_TEAM, 5))).isEqualTo(3);
    RunSearch oldest = Sealed.search(CHURN, "tags.team = 'a'", "attributes.start_time ASC");
    assertThat(segmentsReadBy(() -> assertFound(oldest, 1))).isEqualTo(3);
  }

  @Test
  void aPageReadsNothingOfWhatIsNewerOrOlder() {
    seal(9);
    seal(4);
    seal(1);
    RunSearch second = behind(OF_TEAM, truth(OF_TEAM).get(2));
    RunSearch last = behind(OF_TEAM, truth(OF_TEAM).get(6));

    assertThat(segmentsReadBy(() -> assertThat(page(second, 2)).hasSize(2))).isEqualTo(1);
    assertThat(segmentsReadBy(() -> assertThat(page(last, 9)).hasSize(7))).isEqualTo(1);
  }

  @Test
  void anOldRunThatWasSealedAgainIsToldAsItIsNow() {
    seal(9);
    RunId old = runs.getFirst();
    seal(4);
    store.log(old, batch(new Tag("team", "b")));
    seal(1);

    assertFound(OF_TEAM, 1);
    assertFound(OF_TEAM, 20);
    assertFound(Sealed.search(CHURN, "tags.team = 'b'"), 1);
  }

  private void assertFound(RunSearch search, int limit) {
    assertThat(page(search, limit)).isEqualTo(truth(search).stream().limit(limit).toList());
  }

  /** Runs of any age, sealed in any order and again, searched page by page. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void pagesOfTheNewestAreWhatASearchOfAllFinds(long seed) {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 5; round++) {
      for (int count = 1 + random.nextInt(16 >> round); count > 0; count--) {
        Duration age = Duration.ofMillis(random.nextLong(3 * 3_600_000));
        createRun(clock.instant().minus(age), random.nextBoolean() ? "a" : "b");
      }
      for (int again = random.nextInt(3); again > 0; again--) {
        String team = random.nextBoolean() ? "a" : "b";
        store.log(runs.get(random.nextInt(runs.size())), batch(new Tag("team", team)));
      }
      clock.set(clock.instant().plus(Duration.ofMinutes(20 + random.nextInt(100))));
      environments.sealAll(CHURN);
      assertPagesAreTheTruth(1 + random.nextInt(5));
    }
  }

  private void assertPagesAreTheTruth(int limit) {
    List<Run> truth = truth(OF_TEAM);
    for (RunStore cold : List.of(environments.store(), environments.store(0), store)) {
      List<Run> paged = new ArrayList<>();
      RunSearch search = OF_TEAM;
      boolean more = true;
      while (more) {
        List<Run> page = Sealed.find(cold, search, limit);
        paged.addAll(page);
        more = page.size() == limit;
        search = more ? behind(OF_TEAM, page.getLast()) : search;
      }
      assertThat(paged).isEqualTo(truth);
    }
  }
}
