package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.CHURN;
import static dev.bulkhead.store.Samples.NOW;
import static dev.bulkhead.store.Samples.batch;
import static dev.bulkhead.store.Samples.experiment;
import static dev.bulkhead.store.Samples.history;
import static dev.bulkhead.store.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.DatasetUse;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelOutput;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.RunStore.Batch;
import dev.bulkhead.store.RunStore.Update;
import dev.bulkhead.tenancy.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link RunStore} must do with one run. */
abstract class RunStoreContract {
  private ExperimentStore experiments;
  private RunStore store;
  private RunInfo churn;

  abstract ExperimentStore openExperiments(TenantId tenant);

  abstract RunStore open(TenantId tenant);

  @BeforeEach
  void createRun() {
    experiments = openExperiments(TestTable.ACME);
    experiments.create(experiment("42", "churn"));
    store = open(TestTable.ACME);
    churn = run(CHURN);
    store.create(churn, List.of(new Tag("mlflow.runName", "bold-lark-7"), new Tag("a", "1")));
  }

  private Run read() {
    return store.get(churn.id());
  }

  @Test
  void getsWhatWasCreated() {
    Run run = read();

    assertThat(run.info()).isEqualTo(churn);
    assertThat(run.tags()).isEqualTo(Map.of("mlflow.runName", "bold-lark-7", "a", "1"));
    assertThat(run.params()).isEmpty();
    assertThat(run.metrics()).isEmpty();
    assertThat(run.datasetInputs()).isEmpty();
  }

  @Test
  void tellsWhatARunIsWithoutWhatWasLogged() {
    assertThat(store.getInfo(churn.id())).isEqualTo(churn);

    store.move(churn.id(), LifecycleStage.DELETED, NOW);

    assertThat(store.getInfo(churn.id())).isEqualTo(read().info());
    experiments.move(CHURN, LifecycleStage.DELETED, NOW);
    assertThat(store.getInfo(churn.id())).isEqualTo(read().info());
    RunId absent = run(CHURN).id();
    assertThatThrownBy(() -> store.getInfo(absent))
        .isInstanceOf(NotFound.class)
        .hasMessage("Run with id=" + absent + " not found");
  }

  @Test
  void refusesRunsOfExperimentsThatAreDeletedOrNotThere() {
    experiments.create(experiment("43", "gone"));
    ExperimentId gone = new ExperimentId("43");
    experiments.move(gone, LifecycleStage.DELETED, NOW);

    assertThatThrownBy(() -> store.create(run(gone), List.of()))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage("The experiment 43 must be in the 'active' state. Current state is deleted.");
    assertThatThrownBy(() -> store.create(run(new ExperimentId("44")), List.of()))
        .isInstanceOf(NotFound.class)
        .hasMessage("No Experiment with id=44 exists");
  }

  @Test
  void updatesWhatIsGiven() {
    var end = Optional.of(NOW.plusSeconds(9));

    RunInfo ended =
        store.update(
            churn.id(), new Update(Optional.of(RunStatus.FINISHED), end, Optional.empty()));
    RunInfo named =
        store.update(
            churn.id(), new Update(Optional.empty(), Optional.empty(), Optional.of("new name")));

    assertThat(ended.status()).isEqualTo(RunStatus.FINISHED);
    assertThat(ended.endTime()).isEqualTo(end);
    assertThat(ended.name()).isEqualTo("bold-lark-7");
    assertThat(named.endTime()).isEqualTo(end);
    assertThat(read().info()).isEqualTo(named);
    assertThat(read().tags()).containsEntry("mlflow.runName", "new name");
  }

  @Test
  void aTagOfTheRunNameRenamesTheRun() {
    store.log(churn.id(), batch(new Tag("mlflow.runName", "renamed")));
    store.log(churn.id(), batch(new Tag("mlflow.runName", "")));

    assertThat(read().info().name()).isEqualTo("renamed");
    assertThat(read().tags()).containsEntry("mlflow.runName", "renamed");
  }

  @Test
  void logsABatch() {
    store.log(
        churn.id(),
        new Batch(
            List.of(Metric.of("loss", 0.5, 1, 0), Metric.of("loss", 0.25, 2, 1)),
            List.of(new Param("lr", "0.1"), new Param("empty", "")),
            List.of(new Tag("a", "2"), new Tag("b.c/d e", "3"))));

    assertThat(read().params()).isEqualTo(Map.of("lr", "0.1", "empty", ""));
    assertThat(read().tags()).containsEntry("a", "2").containsEntry("b.c/d e", "3");
    assertThat(read().metrics()).isEqualTo(Map.of("loss", Metric.of("loss", 0.25, 2, 1)));
  }

  @Test
  void takesTheSameBatchAgain() {
    var all =
        new Batch(
            List.of(Metric.of("loss", 0.5, 1, 0)),
            List.of(new Param("lr", "0.1")),
            List.of(new Tag("a", "2")));
    store.log(churn.id(), all);
    Run once = read();

    store.log(churn.id(), all);

    assertThat(read()).isEqualTo(once);
    assertThat(history(store, churn.id(), "loss")).hasSize(1);
  }

  @Test
  void addsTheNewParamsOfABatchThatRepeatsSome() {
    store.log(churn.id(), batch(new Param("lr", "0.1")));

    store.log(churn.id(), batch(new Param("lr", "0.1"), new Param("depth", "3")));

    assertThat(read().params()).isEqualTo(Map.of("lr", "0.1", "depth", "3"));
  }

  @Test
  void refusesABatchWithAnotherValueOfAParamAsAWhole() {
    store.log(churn.id(), batch(new Param("lr", "it's"), new Param("depth", "3")));

    assertThatThrownBy(
            () ->
                store.log(
                    churn.id(),
                    new Batch(
                        List.of(Metric.of("m", 1, 1, 1)),
                        List.of(
                            new Param("new", "1"), new Param("lr", "0.2"), new Param("depth", "4")),
                        List.of(new Tag("t", "1")))))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage(
            "Changing param values is not allowed. Params were already logged='[{'key': 'lr',"
                + " 'old_value': \"it's\", 'new_value': '0.2'}, {'key': 'depth', 'old_value': '3',"
                + " 'new_value': '4'}]' for run ID='"
                + churn.id()
                + "'.");
    assertThat(read().params()).doesNotContainKey("new");
    assertThat(read().tags()).doesNotContainKey("t");
    assertThat(read().metrics()).isEmpty();
  }

  @Test
  void refusesAnotherValueOfAParamInTheWordsForOne() {
    store.logParam(churn.id(), new Param("lr", "0.1"));
    store.logParam(churn.id(), new Param("lr", "0.1"));

    assertThatThrownBy(() -> store.logParam(churn.id(), new Param("lr", "0.2")))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage(
            "Changing param values is not allowed. Param with key='lr' was already logged with"
                + " value='0.1' for run ID='"
                + churn.id()
                + "'. Attempted logging new value '0.2'.");
  }

  @Test
  void deletesATagOnce() {
    store.deleteTag(churn.id(), "a");

    assertThat(read().tags()).doesNotContainKey("a");
    assertThatThrownBy(() -> store.deleteTag(churn.id(), "a"))
        .isInstanceOf(NotFound.class)
        .hasMessage("No tag with name: a in run with id " + churn.id());
  }

  @Test
  void notesModels() {
    store.logInputs(churn.id(), List.of(), List.of("m-1", "m-2"));
    store.logInputs(churn.id(), List.of(), List.of("m-2"));
    store.logOutputs(churn.id(), List.of(new ModelOutput("m-3", 7)));
    store.logOutputs(churn.id(), List.of(new ModelOutput("m-3", 7)));

    assertThat(read().modelInputs()).containsExactly("m-1", "m-2");
    assertThat(read().modelOutputs()).containsExactly(new ModelOutput("m-3", 7));
  }

  @Test
  void losesNothingOfATagThatManyChangeAtOnce() throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        var _ =
            threads.submit(
                () -> store.changeTag(churn.id(), "many", before -> before.orElse("") + "x"));
      }
    }

    assertThat(read().tags().get("many")).isEqualTo("x".repeat(12));
  }

  @Test
  void changesATagThatHasSpilled() {
    store.changeTag(churn.id(), "big", before -> before.orElse("a".repeat(200_000)));
    store.changeTag(churn.id(), "big", before -> before.orElseThrow() + "b");

    assertThat(read().tags().get("big")).isEqualTo("a".repeat(200_000) + "b");
  }

  private static DatasetInput input(String name, Tag... tags) {
    return new DatasetInput(
        new Dataset(name, "d", "local", "s", Optional.empty(), Optional.empty()), List.of(tags));
  }

  private static DatasetUse use(String name, String context) {
    return new DatasetUse(CHURN, new Dataset.Id(name, "d"), Optional.of(context));
  }

  @Test
  void tellsHowDatasetsWereUsedAsTheRunsShowIt() {
    RunInfo second = run(CHURN);
    store.create(second, List.of());
    Tag train = new Tag("mlflow.data.context", "train");
    Tag test = new Tag("mlflow.data.context", "test");
    store.logInputs(churn.id(), List.of(input("iris", train), input("bare")), List.of());
    store.logInputs(second.id(), List.of(input("iris", test), input("iris", train)), List.of());
    store.logInputs(second.id(), List.of(input("iris", train), input("bare", test)), List.of());
    store.move(second.id(), LifecycleStage.DELETED, NOW);

    assertThat(store.datasetUses(CHURN, 1000))
        .containsExactlyInAnyOrder(
            use("iris", "train"),
            use("iris", "test"),
            use("bare", "test"),
            new DatasetUse(CHURN, new Dataset.Id("bare", "d"), Optional.empty()));
    assertThat(store.datasetUses(CHURN, 3)).hasSize(3);
    assertThat(store.datasetUses(new ExperimentId("43"), 3)).isEmpty();
    assertThat(open(TestTable.ACME2).datasetUses(CHURN, 3)).isEmpty();
  }

  @Test
  void readsTheHistoriesOfManyRuns() {
    RunInfo second = run(CHURN);
    RunInfo without = run(CHURN);
    store.create(second, List.of());
    store.create(without, List.of());
    store.log(without.id(), batch(Metric.of("other", 1, 1, 1)));
    Metric[] many = new Metric[300];
    for (int step = 0; step < many.length; step++) {
      many[step] = Metric.of("loss", step, step, step);
    }
    store.log(churn.id(), batch(many));
    store.log(churn.id(), batch(Metric.of("loss", 0.5, 999, 999)));
    store.log(second.id(), batch(Metric.of("loss", 7, 7, 7)));
    List<RunId> ids = List.of(churn.id(), second.id(), second.id(), without.id(), run(CHURN).id());

    assertThat(store.metricHistories(ids, "loss", 1000))
        .isEqualTo(
            Map.of(
                churn.id(), history(store, churn.id(), "loss"),
                second.id(), history(store, second.id(), "loss")));
    assertThat(store.metricHistories(ids, "loss", 1).get(churn.id()))
        .containsExactly(Metric.of("loss", 0, 0, 0));
    assertThat(open(TestTable.ACME2).metricHistories(ids, "loss", 1000)).isEmpty();
  }

  @Test
  void movesThereAndBackAndAgain() {
    store.log(churn.id(), batch(Metric.of("loss", 1, 1, 1)));

    store.move(churn.id(), LifecycleStage.DELETED, NOW);
    store.move(churn.id(), LifecycleStage.DELETED, NOW);
    assertThat(read().info().stage()).isEqualTo(LifecycleStage.DELETED);
    store.move(churn.id(), LifecycleStage.ACTIVE, NOW);
    store.move(churn.id(), LifecycleStage.ACTIVE, NOW);

    assertThat(read().info()).isEqualTo(churn);
    store.log(churn.id(), batch(Metric.of("loss", 2, 2, 2)));
    assertThat(read().metrics().get("loss").value()).isEqualTo(2);
  }

  static Stream<BiConsumer<RunStore, RunId>> writes() {
    return Stream.of(
        (store, id) -> store.log(id, batch(Metric.of("loss", 3, 3, 3))),
        (store, id) -> store.log(id, batch(Metric.of("new", 3, 3, 3))),
        (store, id) -> store.log(id, batch(Samples.points(1_000, 1_000))),
        (store, id) -> store.log(id, batch(Samples.points(1_000, 10))),
        (store, id) -> store.log(id, batch(new Tag("t", "1"))),
        (store, id) -> store.log(id, batch(new Param("t", "1"))),
        (store, id) -> store.log(id, new Batch(List.of(), List.of(), List.of())),
        (store, id) -> store.logParam(id, new Param("t", "1")),
        (store, id) -> store.deleteTag(id, "a"),
        (store, id) -> store.changeTag(id, "a", _ -> "2"),
        (store, id) -> store.logInputs(id, List.of(), List.of("m-1")),
        (store, id) -> store.logOutputs(id, List.of(new ModelOutput("m-1", 0))),
        (store, id) ->
            store.update(
                id, new Update(Optional.of(RunStatus.FAILED), Optional.empty(), Optional.empty())));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void refusesWritesToADeletedRun(BiConsumer<RunStore, RunId> write) {
    store.log(churn.id(), batch(Metric.of("loss", 1, 1, 1)));
    store.move(churn.id(), LifecycleStage.DELETED, NOW);
    Run before = read();

    assertThatThrownBy(() -> write.accept(store, churn.id()))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage(
            "The run " + churn.id() + " must be in the 'active' state. Current state is deleted.");
    assertThat(read()).isEqualTo(before);
    assertThat(history(store, churn.id(), "k3")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("writes")
  void refusesWritesToARunThatHasNoMetricsAndIsDeleted(BiConsumer<RunStore, RunId> write) {
    store.move(churn.id(), LifecycleStage.DELETED, NOW);

    assertThatThrownBy(() -> write.accept(store, churn.id())).isInstanceOf(InvalidParameter.class);
    assertThat(read().metrics()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("writes")
  void refusesWritesToARunOfADeletedExperiment(BiConsumer<RunStore, RunId> write) {
    experiments.move(CHURN, LifecycleStage.DELETED, NOW);
    RunStore fresh = open(TestTable.ACME);

    assertThat(fresh.get(churn.id()).info().stage()).isEqualTo(LifecycleStage.DELETED);
    assertThatThrownBy(() -> write.accept(fresh, churn.id()))
        .isInstanceOf(InvalidParameter.class)
        .hasMessageContaining("must be in the 'active' state. Current state is deleted.");
    experiments.move(CHURN, LifecycleStage.ACTIVE, NOW);
    assertThat(fresh.get(churn.id()).info().stage()).isEqualTo(LifecycleStage.ACTIVE);
    write.accept(fresh, churn.id());
  }

  @ParameterizedTest
  @MethodSource("writes")
  void findsNoRunThatIsNotThere(BiConsumer<RunStore, RunId> write) {
    RunId other = run(CHURN).id();

    assertThatThrownBy(() -> write.accept(store, other))
        .isInstanceOf(NotFound.class)
        .hasMessage("Run with id=" + other + " not found");
    assertThatThrownBy(() -> store.get(other)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> store.move(other, LifecycleStage.DELETED, NOW))
        .isInstanceOf(NotFound.class);
    assertThat(history(store, other, "loss")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("writes")
  void tenantsWhoseNamesShareAPrefixSeeNothingOfEachOther(BiConsumer<RunStore, RunId> write) {
    openExperiments(TestTable.ACME2).create(experiment("42", "churn"));
    RunStore other = open(TestTable.ACME2);

    assertThatThrownBy(() -> other.get(churn.id()))
        .isInstanceOf(NotFound.class)
        .hasMessage("Run with id=" + churn.id() + " not found");
    assertThatThrownBy(() -> write.accept(other, churn.id())).isInstanceOf(NotFound.class);
    assertThat(history(other, churn.id(), "loss")).isEmpty();
  }
}
