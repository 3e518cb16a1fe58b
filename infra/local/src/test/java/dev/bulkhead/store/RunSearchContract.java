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
import dev.bulkhead.tenancy.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RunStore} must do with many runs. */
abstract class RunSearchContract {
  private static final ExperimentId FRAUD = new ExperimentId("7");
  private static final Comparator<Run> NEWEST_FIRST =
      Comparator.comparing((Run run) -> run.info().startTime())
          .reversed()
          .thenComparing(run -> run.info().id());
  private static final Comparator<Run> BY_LOSS =
      Comparator.comparingDouble((Run run) -> loss(run)).thenComparing(NEWEST_FIRST);

  private final Random random = new Random(11);
  private ExperimentStore experiments;
  private RunStore store;

  abstract ExperimentStore openExperiments(TenantId tenant);

  abstract RunStore open(TenantId tenant);

  @BeforeEach
  void createExperiments() {
    experiments = openExperiments(TestTable.ACME);
    experiments.create(experiment("42", "churn"));
    experiments.create(experiment("7", "fraud"));
    store = open(TestTable.ACME);
  }

  private static double loss(Run run) {
    return Optional.ofNullable(run.metrics().get("loss")).map(Metric::value).orElse(9e9);
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

  private static RunSearch newestFirst(ViewType view, Predicate<Run> filter, ExperimentId... in) {
    return new RunSearch(
        List.of(in), view, filter, NEWEST_FIRST, true, Optional.empty(), _ -> true);
  }

  private static RunSearch byLoss(ViewType view, Predicate<Run> filter, ExperimentId... in) {
    return new RunSearch(List.of(in), view, filter, BY_LOSS, false, Optional.empty(), _ -> true);
  }

  private static RunSearch after(RunSearch search, Run last) {
    return new RunSearch(
        search.experiments(),
        search.view(),
        search.filter(),
        search.order(),
        search.newestFirst(),
        Optional.of(last.info().id()),
        run -> search.order().compare(last, run) < 0);
  }

  private List<Run> find(RunSearch search) {
    return find(store, search, 10_000);
  }

  private static List<Run> find(RunStore store, RunSearch search, int limit) {
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

  private List<Run> expected(List<RunInfo> runs, Predicate<Run> filter, Comparator<Run> order) {
    return runs.stream().map(run -> store.get(run.id())).filter(filter).sorted(order).toList();
  }

  @Test
  void findsAllRunsNewestFirst() {
    List<RunInfo> runs = createRuns(200, CHURN, FRAUD);

    List<Run> found = find(newestFirst(ViewType.ACTIVE_ONLY, _ -> true, CHURN, FRAUD));

    assertThat(found).isEqualTo(expected(runs, _ -> true, NEWEST_FIRST));
  }

  @Test
  void findsAllRunsInAnyOtherOrder() {
    List<RunInfo> runs = createRuns(200, CHURN, FRAUD);

    List<Run> found = find(byLoss(ViewType.ACTIVE_ONLY, _ -> true, CHURN, FRAUD));

    assertThat(found).isEqualTo(expected(runs, _ -> true, BY_LOSS));
  }

  @Test
  void pagesAreTheWholeList() {
    List<RunInfo> runs = createRuns(120, CHURN, FRAUD);
    Predicate<Run> filter = run -> loss(run) < 25;

    assertThat(walk(newestFirst(ViewType.ALL, filter, CHURN, FRAUD), 7))
        .isEqualTo(expected(runs, filter, NEWEST_FIRST));
    assertThat(walk(byLoss(ViewType.ALL, filter, FRAUD, CHURN), 7))
        .isEqualTo(expected(runs, filter, BY_LOSS));
  }

  @Test
  void goesNoFurtherThanTheLimit() {
    var _ = createRuns(40, CHURN);

    assertThat(find(store, newestFirst(ViewType.ALL, _ -> true, CHURN), 10)).hasSize(10);
    assertThat(find(store, byLoss(ViewType.ALL, _ -> true, CHURN), 10)).hasSize(10);
  }

  @Test
  void findsNothingInExperimentsThatAreNotAskedForOrNotThere() {
    var _ = createRuns(10, CHURN);

    assertThat(find(newestFirst(ViewType.ALL, _ -> true, FRAUD))).isEmpty();
    assertThat(find(newestFirst(ViewType.ALL, _ -> true, new ExperimentId("8")))).isEmpty();
    assertThat(find(newestFirst(ViewType.ALL, _ -> true))).isEmpty();
    assertThat(find(byLoss(ViewType.ALL, _ -> true))).isEmpty();
  }

  @Test
  void seesStagesOfRunsAndOfTheirExperiments() {
    List<RunInfo> runs = createRuns(20, CHURN, FRAUD);
    store.move(runs.get(0).id(), LifecycleStage.DELETED, NOW);
    experiments.move(FRAUD, LifecycleStage.DELETED, NOW);

    List<Run> active = find(newestFirst(ViewType.ACTIVE_ONLY, _ -> true, CHURN, FRAUD));
    List<Run> deleted = find(newestFirst(ViewType.DELETED_ONLY, _ -> true, CHURN, FRAUD));
    List<Run> sorted = find(byLoss(ViewType.DELETED_ONLY, _ -> true, CHURN, FRAUD));

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

    Predicate<Run> uses =
        candidate ->
            candidate.datasetInputs().stream()
                .anyMatch(input -> input.dataset().name().equals("iris"));

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

    List<Run> found = find(newestFirst(ViewType.ALL, it -> it.params().containsKey("p89"), CHURN));

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

    List<Run> found = find(byLoss(ViewType.ALL, _ -> true, CHURN));

    assertThat(found).isEqualTo(expected(runs, _ -> true, BY_LOSS));
  }

  @Test
  void tenantsWhoseNamesShareAPrefixSeeNothingOfEachOther() {
    openExperiments(TestTable.ACME2).create(experiment("42", "churn"));
    var _ = createRuns(10, CHURN);

    assertThat(find(open(TestTable.ACME2), newestFirst(ViewType.ALL, _ -> true, CHURN), 99))
        .isEmpty();
    assertThat(find(open(TestTable.ACME2), byLoss(ViewType.ALL, _ -> true, CHURN), 99)).isEmpty();
  }
}
