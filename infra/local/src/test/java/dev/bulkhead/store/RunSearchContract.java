package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.CHURN;
import static dev.bulkhead.store.Samples.NOW;
import static dev.bulkhead.store.Samples.batch;
import static dev.bulkhead.store.Samples.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.domain.ViewType;
import dev.bulkhead.search.RunQuery;
import dev.bulkhead.tenancy.TenantId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RunStore} must do with many runs. */
abstract class RunSearchContract {
  private static final ExperimentId FRAUD = new ExperimentId("7");
  private static final List<String> BY_LOSS = List.of("metrics.loss ASC");

  private final Random random = new Random(11);
  private ExperimentStore experiments;
  private RunStore store;

  abstract ExperimentStore openExperiments(TenantId tenant);

  abstract RunStore open(TenantId tenant);

  /** Called before each search, for what must not change what it finds. */
  abstract void beforeSearching();

  @BeforeEach
  void createExperiments() {
    experiments = openExperiments(TestTable.ACME);
    experiments.create(experiment("42", "churn"));
    experiments.create(experiment("7", "fraud"));
    store = open(TestTable.ACME);
  }

  /** Runs with and without metrics, some of which began at the same time. */
  private List<RunInfo> createRuns(int count, ExperimentId... in) {
    List<RunInfo> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RunInfo run = Samples.run(in[i % in.length], NOW.plusMillis(random.nextInt(count / 2)));
      store.create(run, List.of(new Tag("i", "" + i)));
      if (random.nextBoolean()) {
        store.log(run.id(), batch(Metric.of("loss", random.nextInt(50), i, 0)));
      }
      runs.add(run);
    }
    return runs;
  }

  private static RunSearch newestFirst(ViewType view, String filter, ExperimentId... in) {
    return new RunSearch(List.of(in), view, RunQuery.parse(filter, List.of()), Optional.empty());
  }

  private static RunSearch byLoss(ViewType view, String filter, ExperimentId... in) {
    return new RunSearch(List.of(in), view, RunQuery.parse(filter, BY_LOSS), Optional.empty());
  }

  private static RunSearch after(RunSearch search, Run last) {
    return search.from(new RunSearch.Place(last.info().id(), search.query().position(last)));
  }

  private List<Run> find(RunSearch search) {
    return find(store, search, 10_000);
  }

  private List<Run> find(RunStore store, RunSearch search, int limit) {
    beforeSearching();
    List<Run> found = new ArrayList<>();
    Iterator<Run> runs = store.search(search, limit);
    runs.forEachRemaining(found::add);
    return found;
  }

  private List<Run> walk(RunSearch search, int size) {
    List<Run> found = new ArrayList<>();
    List<Run> page = find(store, search, size);
    while (!page.isEmpty()) {
      found.addAll(page);
      page = find(store, after(search, page.getLast()), size);
    }
    return found;
  }

  private List<Run> expected(List<RunInfo> runs, RunSearch search) {
    return runs.stream()
        .map(run -> store.get(run.id()))
        .filter(search.query()::matches)
        .sorted(search.query().order())
        .toList();
  }

  @Test
  void findsAllRunsNewestFirst() {
    List<RunInfo> runs = createRuns(200, CHURN, FRAUD);

    RunSearch search = newestFirst(ViewType.ACTIVE_ONLY, "", CHURN, FRAUD);

    assertThat(find(search)).isEqualTo(expected(runs, search));
  }

  @Test
  void findsAllRunsInAnyOtherOrder() {
    List<RunInfo> runs = createRuns(200, CHURN, FRAUD);

    RunSearch search = byLoss(ViewType.ACTIVE_ONLY, "", CHURN, FRAUD);

    assertThat(find(search)).isEqualTo(expected(runs, search));
  }

  @Test
  void pagesAreTheWholeList() {
    List<RunInfo> runs = createRuns(120, CHURN, FRAUD);
    RunSearch newest = newestFirst(ViewType.ALL, "metrics.loss < 25", CHURN, FRAUD);
    RunSearch sorted = byLoss(ViewType.ALL, "metrics.loss < 25", FRAUD, CHURN);

    assertThat(walk(newest, 7)).isEqualTo(expected(runs, newest));
    assertThat(walk(sorted, 7)).isEqualTo(expected(runs, sorted));
  }

  @Test
  void goesNoFurtherThanTheLimit() {
    var _ = createRuns(40, CHURN);

    assertThat(find(store, newestFirst(ViewType.ALL, "", CHURN), 10)).hasSize(10);
    assertThat(find(store, byLoss(ViewType.ALL, "", CHURN), 10)).hasSize(10);
  }

  @Test
  void findsNothingInExperimentsThatAreNotAskedForOrNotThere() {
    var _ = createRuns(10, CHURN);

    assertThat(find(newestFirst(ViewType.ALL, "", FRAUD))).isEmpty();
    assertThat(find(newestFirst(ViewType.ALL, "", new ExperimentId("8")))).isEmpty();
    assertThat(find(newestFirst(ViewType.ALL, ""))).isEmpty();
    assertThat(find(byLoss(ViewType.ALL, ""))).isEmpty();
  }

  @Test
  void seesStagesOfRunsAndOfTheirExperiments() {
    List<RunInfo> runs = createRuns(20, CHURN, FRAUD);
    store.move(runs.get(0).id(), LifecycleStage.DELETED, NOW);
    experiments.move(FRAUD, LifecycleStage.DELETED, NOW);

    List<Run> active = find(newestFirst(ViewType.ACTIVE_ONLY, "", CHURN, FRAUD));
    List<Run> deleted = find(newestFirst(ViewType.DELETED_ONLY, "", CHURN, FRAUD));
    List<Run> sorted = find(byLoss(ViewType.DELETED_ONLY, "", CHURN, FRAUD));

    assertThat(active).hasSize(9).allMatch(run -> run.info().id().experiment().equals(CHURN));
    assertThat(deleted).hasSize(11).allMatch(run -> run.info().stage() == LifecycleStage.DELETED);
    assertThat(sorted).containsExactlyInAnyOrderElementsOf(deleted);
  }

  @Test
  void tellsDatasetsInFull() {
    RunInfo run = createRuns(2, CHURN).getFirst();
    Dataset dataset =
        new Dataset("iris", "d1", "local", "/iris", Optional.of("{}"), Optional.empty());
    List<Tag> tags = List.of(new Tag("mlflow.data.context", "training"));
    store.logInputs(run.id(), List.of(new DatasetInput(dataset, tags)), List.of());

    String uses = "datasets.name = 'iris'";

    assertThat(find(newestFirst(ViewType.ALL, uses, CHURN))).containsExactly(store.get(run.id()));
    assertThat(find(byLoss(ViewType.ALL, uses, CHURN))).containsExactly(store.get(run.id()));
    assertThat(store.get(run.id()).datasetInputs())
        .containsExactly(new DatasetInput(dataset, tags));
  }

  @Test
  void findsRunsWhoseParamsHaveSpilled() {
    RunInfo run = createRuns(4, CHURN).getFirst();
    store.log(
        run.id(),
        batch(
            IntStream.range(0, 90)
                .mapToObj(i -> new Param("p" + i, "x".repeat(1_000)))
                .toArray(Param[]::new)));

    List<Run> found = find(newestFirst(ViewType.ALL, "params.p89 LIKE '%'", CHURN));

    assertThat(found).containsExactly(store.get(run.id()));
  }

  @Test
  void sortsMoreThanFitsMemory() {
    List<RunInfo> runs = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      RunInfo run = Samples.run(CHURN, NOW.plusMillis(random.nextInt(100)));
      store.create(run, List.of());
      store.log(run.id(), batch(Metric.of("loss", random.nextInt(9), 0, 0)));
      store.log(
          run.id(),
          batch(
              IntStream.range(0, 60)
                  .mapToObj(t -> new Tag("t" + t, "x".repeat(8_000)))
                  .toArray(Tag[]::new)));
      runs.add(run);
    }

    RunSearch search = byLoss(ViewType.ALL, "", CHURN);

    assertThat(find(search)).isEqualTo(expected(runs, search));
  }

  @Test
  void tenantsWhoseNamesShareAPrefixSeeNothingOfEachOther() {
    openExperiments(TestTable.ACME2).create(experiment("42", "churn"));
    var _ = createRuns(10, CHURN);

    assertThat(find(open(TestTable.ACME2), newestFirst(ViewType.ALL, "", CHURN), 99)).isEmpty();
    assertThat(find(open(TestTable.ACME2), byLoss(ViewType.ALL, "", CHURN), 99)).isEmpty();
  }
}
