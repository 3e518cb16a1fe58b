package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.CHURN;
import static dev.bulkhead.store.Samples.NOW;
import static dev.bulkhead.store.Samples.batch;
import static dev.bulkhead.store.Samples.experiment;
import static dev.bulkhead.store.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.LoggedModel;
import dev.bulkhead.domain.LoggedModel.ModelMetric;
import dev.bulkhead.domain.LoggedModelStatus;
import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.tenancy.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link ModelStore} must do, with the {@link RunStore} beside it. */
abstract class ModelStoreContract {
  private static final Random RANDOM = new Random(5);

  private ExperimentStore experiments;
  private RunStore runs;
  private ModelStore store;

  abstract ExperimentStore openExperiments(TenantId tenant);

  abstract RunStore openRuns(TenantId tenant);

  abstract ModelStore open(TenantId tenant);

  @BeforeEach
  void openStores() {
    experiments = openExperiments(TestTable.ACME);
    experiments.create(experiment("42", "churn"));
    runs = openRuns(TestTable.ACME);
    store = open(TestTable.ACME);
  }

  private static LoggedModel model(ExperimentId experiment, Map<String, String> params) {
    ModelId id = ModelId.create(experiment, NOW, RANDOM);
    return new LoggedModel(
        id,
        "forest",
        Optional.of("pyfunc"),
        Optional.of("0".repeat(32)),
        LoggedModelStatus.PENDING,
        Optional.empty(),
        LifecycleStage.ACTIVE,
        NOW,
        NOW,
        "mlflow-artifacts:/" + experiment + "/models/" + id + "/artifacts",
        params,
        Map.of("flavor", "sklearn"),
        List.of());
  }

  private LoggedModel created() {
    LoggedModel model = model(CHURN, Map.of("depth", "3"));
    store.create(model);
    return model;
  }

  private RunId createRun() {
    RunInfo run = run(CHURN);
    runs.create(run, List.of());
    return run.id();
  }

  @Test
  void getsWhatWasCreated() {
    LoggedModel model = created();

    assertThat(store.get(model.id())).isEqualTo(model);
    assertThat(store.list(List.of(CHURN))).containsExactly(model);
    assertThat(store.list(List.of(new ExperimentId("7")))).isEmpty();
  }

  @Test
  void refusesModelsOfExperimentsThatAreDeletedOrNotThere() {
    experiments.create(experiment("43", "gone"));
    ExperimentId gone = new ExperimentId("43");
    experiments.move(gone, LifecycleStage.DELETED, NOW);

    assertThatThrownBy(() -> store.create(model(gone, Map.of())))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage("The experiment 43 must be in the 'active' state. Current state is deleted.");
    assertThatThrownBy(() -> store.create(model(new ExperimentId("44"), Map.of())))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void deletesAgainWithoutAFailureAndGetsWhatIsDeletedForThoseWhoAskForIt() {
    LoggedModel model = created();
    store.delete(model.id(), NOW);
    store.delete(model.id(), NOW);

    assertThat(store.getEvenIfDeleted(model.id()).stage()).isEqualTo(LifecycleStage.DELETED);
    assertThat(store.getEvenIfDeleted(model.id()).params()).isEqualTo(model.params());
    assertThat(store.list(List.of(CHURN))).isEmpty();
    ModelId never = model(CHURN, Map.of()).id();
    assertThatThrownBy(() -> store.getEvenIfDeleted(never)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> store.delete(never, NOW)).isInstanceOf(NotFound.class);
    ModelStore others = open(TestTable.ACME2);
    assertThatThrownBy(() -> others.getEvenIfDeleted(model.id())).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> others.delete(model.id(), NOW)).isInstanceOf(NotFound.class);
  }

  @Test
  void finishes() {
    ModelId id = created().id();

    LoggedModel ready = store.finish(id, LoggedModelStatus.READY, NOW.plusSeconds(1));

    assertThat(ready.status()).isEqualTo(LoggedModelStatus.READY);
    assertThat(ready.lastUpdateTime()).isEqualTo(NOW.plusSeconds(1));
    assertThat(store.get(id)).isEqualTo(ready);
  }

  @Test
  void setsAndDeletesTagsAndAddsParams() {
    ModelId id = created().id();

    var _ = store.setTags(id, List.of(new Tag("a", "1"), new Tag("a", "2")));
    store.deleteTag(id, "flavor");
    store.logParams(id, List.of(new Param("depth", "3"), new Param("lr", "0.1")));

    assertThat(store.get(id).tags()).isEqualTo(Map.of("a", "2"));
    assertThat(store.get(id).params()).isEqualTo(Map.of("depth", "3", "lr", "0.1"));
    assertThatThrownBy(() -> store.deleteTag(id, "it's"))
        .isInstanceOf(NotFound.class)
        .hasMessage("No tag with key \"it's\" found for model with ID '" + id + "'.");
    assertThatThrownBy(() -> store.logParams(id, List.of(new Param("lr", "0.2"))))
        .isInstanceOf(InvalidParameter.class);
  }

  @Test
  void takesMoreParamsThanFitAnItem() {
    Map<String, String> many = new HashMap<>();
    IntStream.range(0, 300).forEach(i -> many.put("p" + i, "x".repeat(20_000)));
    LoggedModel model = model(CHURN, many);

    store.create(model);
    var _ = store.setTags(model.id(), List.of(new Tag("a", "1")));

    assertThat(store.get(model.id()).params()).isEqualTo(many);
    assertThat(store.list(List.of(CHURN)).getFirst().tags()).containsEntry("a", "1");
  }

  static Stream<BiConsumer<ModelStore, ModelId>> calls() {
    return Stream.of(
        (store, id) -> store.get(id),
        (store, id) -> store.finish(id, LoggedModelStatus.READY, NOW),
        (store, id) -> store.setTags(id, List.of(new Tag("a", "1"))),
        (store, id) -> store.deleteTag(id, "flavor"),
        (store, id) -> store.logParams(id, List.of(new Param("a", "1"))));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void findsNoModelThatIsDeletedOrNotThereOrAnothers(BiConsumer<ModelStore, ModelId> call) {
    ModelId deleted = created().id();
    store.delete(deleted, NOW);
    ModelId never = model(CHURN, Map.of()).id();
    ModelId others = created().id();

    for (ModelId id : List.of(deleted, never)) {
      assertThatThrownBy(() -> call.accept(store, id))
          .isInstanceOf(NotFound.class)
          .hasMessage("Logged model with ID '" + id + "' not found.");
    }
    assertThatThrownBy(() -> call.accept(open(TestTable.ACME2), others))
        .isInstanceOf(NotFound.class)
        .hasMessage("Logged model with ID '" + others + "' not found.");
    assertThat(store.list(List.of(CHURN))).extracting(LoggedModel::id).containsExactly(others);
    assertThat(open(TestTable.ACME2).list(List.of(CHURN))).isEmpty();
  }

  private static Metric on(ModelId model, String key, double value, long step, String dataset) {
    return new Metric(
        key,
        value,
        1,
        step,
        Optional.of(model.value()),
        Optional.of(dataset).filter(name -> !name.isEmpty()),
        Optional.of(dataset).filter(name -> !name.isEmpty()).map(name -> name + "-digest"));
  }

  @Test
  void hasTheLatestPointOfEachKeyAndDatasetAndRun() {
    ModelId id = created().id();
    RunId first = createRun();
    RunId second = createRun();

    runs.log(first, batch(on(id, "loss", 9, 1, "iris"), on(id, "loss", 7, 2, "iris")));
    runs.log(first, batch(on(id, "loss", 8, 1, "wine"), on(id, "acc", 5, 1, "")));
    runs.log(second, batch(on(id, "loss", 6, 1, "iris"), Metric.of("loss", 1, 1, 99)));
    runs.log(first, batch(on(id, "loss", 9, 1, "iris")));

    assertThat(store.get(id).metrics())
        .containsExactlyInAnyOrder(
            new ModelMetric(on(id, "loss", 7, 2, "iris"), first),
            new ModelMetric(on(id, "loss", 8, 1, "wine"), first),
            new ModelMetric(on(id, "acc", 5, 1, ""), first),
            new ModelMetric(on(id, "loss", 6, 1, "iris"), second));
    assertThat(store.list(List.of(CHURN)).getFirst().metrics())
        .containsExactlyInAnyOrderElementsOf(store.get(id).metrics());
    assertThat(runs.get(first).metrics().get("loss")).isEqualTo(Metric.of("loss", 7, 1, 2));
  }

  @Test
  void hasTheLatestOfManyPoints() {
    ModelId id = created().id();
    RunId run = createRun();
    List<ModelMetric> latest = new ArrayList<>();
    for (int step = 0; step < 12; step++) {
      List<Metric> points = new ArrayList<>();
      for (int key = 0; key < 300; key++) {
        points.add(on(id, "key" + key, key + step, step, "d" + key % 3));
      }
      runs.log(run, batch(points));
    }
    for (int key = 0; key < 300; key++) {
      latest.add(new ModelMetric(on(id, "key" + key, key + 11, 11, "d" + key % 3), run));
    }

    assertThat(store.get(id).metrics()).containsExactlyInAnyOrderElementsOf(latest);
  }

  @Test
  void refusesPointsOfModelsThatAreNotThere() {
    RunId run = createRun();
    ModelId never = model(CHURN, Map.of()).id();

    assertThatThrownBy(() -> runs.log(run, batch(on(never, "loss", 1, 1, ""))))
        .isInstanceOf(NotFound.class)
        .hasMessage("Logged model with ID '" + never + "' not found.");
  }
}
