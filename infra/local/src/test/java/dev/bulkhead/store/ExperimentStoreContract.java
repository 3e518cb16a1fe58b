package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.CHURN;
import static dev.bulkhead.store.Samples.NOW;
import static dev.bulkhead.store.Samples.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.AlreadyExists;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.tenancy.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ExperimentStore} must do. */
abstract class ExperimentStoreContract {
  private static final Instant LATER = NOW.plusSeconds(60);

  private ExperimentStore store;

  abstract ExperimentStore open(TenantId tenant);

  @BeforeEach
  void openStore() {
    store = open(TestTable.ACME);
  }

  @Test
  void findsWhatWasCreatedByIdAndByName() {
    Experiment churn = experiment("42", "churn");

    store.create(churn);

    assertThat(store.find(CHURN)).contains(churn);
    assertThat(store.findByName("churn")).contains(churn);
    assertThat(store.find(new ExperimentId("4"))).isEmpty();
    assertThat(store.findByName("Churn")).isEmpty();
  }

  @Test
  void refusesSecondExperimentOfSameName() {
    store.create(experiment("1", "churn"));

    assertThatThrownBy(() -> store.create(experiment("2", "churn")))
        .isInstanceOf(AlreadyExists.class)
        .hasMessage("Experiment(name=churn) already exists.");
    assertThat(store.find(new ExperimentId("2"))).as("nothing half-written").isEmpty();
  }

  @Test
  void keepsTheNameOfADeletedExperiment() {
    store.create(experiment("42", "churn"));
    store.move(CHURN, LifecycleStage.DELETED, LATER);

    assertThatThrownBy(() -> store.create(experiment("2", "churn")))
        .isInstanceOf(AlreadyExists.class);
  }

  @Test
  void saysThatAnIdIsTakenAndKeepsTheNameFree() {
    store.create(experiment("42", "churn"));

    assertThatThrownBy(() -> store.create(experiment("42", "fraud")))
        .isInstanceOf(ExperimentStore.IdTaken.class);
    assertThat(store.findByName("fraud")).isEmpty();
    store.create(experiment("43", "fraud"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "N#x", "H#x", "名前", " a  b ", "x/y:z", "\uD83D\uDE80"})
  void takesAnyNameUpToMlflowsLimit(String unit) {
    String name = unit.repeat(500 / unit.length());
    store.create(experiment("42", name));

    assertThat(store.findByName(name).orElseThrow().name()).isEqualTo(name);
    assertThat(store.findByName(name.substring(0, name.length() - 1))).isEmpty();
  }

  @Test
  void listsAllExperimentsOverManyPages() {
    Map<String, String> fat = Map.of("note", "n".repeat(5_000));
    IntStream.range(0, 250)
        .mapToObj(i -> experiment(String.valueOf(i), "e" + i))
        .map(e -> new Experiment(e.id(), e.name(), e.artifactLocation(), e.stage(), NOW, NOW, fat))
        .forEach(store::create);

    assertThat(store.list())
        .extracting(e -> e.id().number())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 250).mapToObj(Long::valueOf).toList());
  }

  @Test
  void renames() {
    store.create(experiment("42", "churn"));

    store.rename(CHURN, "retention", LATER);

    Experiment renamed = store.findByName("retention").orElseThrow();
    assertThat(renamed.id()).isEqualTo(CHURN);
    assertThat(renamed.lastUpdateTime()).isEqualTo(LATER);
    assertThat(renamed.creationTime()).isEqualTo(NOW);
    assertThat(store.findByName("churn")).isEmpty();
    store.create(experiment("43", "churn"));
  }

  @Test
  void renamesAgainToTheSameName() {
    store.create(experiment("42", "churn"));
    store.rename(CHURN, "retention", LATER);

    store.rename(CHURN, "retention", LATER);

    assertThat(store.find(CHURN).orElseThrow().name()).isEqualTo("retention");
  }

  @Test
  void refusesToRenameToAnothersName() {
    store.create(experiment("42", "churn"));
    store.create(experiment("43", "fraud"));

    assertThatThrownBy(() -> store.rename(CHURN, "fraud", LATER))
        .isInstanceOf(AlreadyExists.class)
        .hasMessage("Experiment(name=fraud) already exists.");
    assertThat(store.findByName("churn")).isPresent();
  }

  @Test
  void refusesToRenameADeletedExperiment() {
    store.create(experiment("42", "churn"));
    store.move(CHURN, LifecycleStage.DELETED, LATER);

    assertThatThrownBy(() -> store.rename(CHURN, "fraud", LATER))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage("Cannot rename a non-active experiment.");
  }

  @Test
  void movesOnlyFromTheOppositeStage() {
    store.create(experiment("42", "churn"));

    store.move(CHURN, LifecycleStage.DELETED, LATER);

    Experiment deleted = store.find(CHURN).orElseThrow();
    assertThat(deleted.stage()).isEqualTo(LifecycleStage.DELETED);
    assertThat(deleted.lastUpdateTime()).isEqualTo(LATER);
    assertThatThrownBy(() -> store.move(CHURN, LifecycleStage.DELETED, LATER))
        .isInstanceOf(NotFound.class)
        .hasMessage("No Experiment with id=42 exists");
    store.move(CHURN, LifecycleStage.ACTIVE, LATER);
    assertThat(store.find(CHURN).orElseThrow().stage()).isEqualTo(LifecycleStage.ACTIVE);
  }

  @Test
  void setsAndDeletesTags() {
    store.create(experiment("42", "churn"));

    store.setTag(CHURN, new Tag("mlflow.note.content", "first"));
    store.setTag(CHURN, new Tag("mlflow.note.content", "second"));
    store.deleteTag(CHURN, "owner");

    assertThat(store.find(CHURN).orElseThrow().tags())
        .isEqualTo(Map.of("mlflow.note.content", "second"));
    assertThat(store.find(CHURN).orElseThrow().lastUpdateTime()).as("as in MLflow").isEqualTo(NOW);
  }

  @Test
  void refusesToDeleteATagThatIsNotThere() {
    store.create(experiment("42", "churn"));

    assertThatThrownBy(() -> store.deleteTag(CHURN, "nobody"))
        .isInstanceOf(NotFound.class)
        .hasMessage("No tag with name: nobody in experiment with id 42");
  }

  @Test
  void refusesTagsOfExperimentsThatAreDeletedOrNotThere() {
    store.create(experiment("42", "churn"));
    store.move(CHURN, LifecycleStage.DELETED, LATER);

    assertThatThrownBy(() -> store.setTag(CHURN, new Tag("a", "b")))
        .isInstanceOf(InvalidParameter.class)
        .hasMessage("The experiment 42 must be in the 'active' state. Current state is deleted.");
    assertThatThrownBy(() -> store.setTag(new ExperimentId("43"), new Tag("a", "b")))
        .isInstanceOf(NotFound.class)
        .hasMessage("No Experiment with id=43 exists");
  }

  @Test
  void tenantsWhoseNamesShareAPrefixSeeNothingOfEachOther() {
    ExperimentStore other = open(TestTable.ACME2);
    store.create(experiment("42", "churn"));

    assertThat(other.find(CHURN)).isEmpty();
    assertThat(other.findByName("churn")).isEmpty();
    assertThat(other.list()).isEmpty();
    assertThatThrownBy(() -> other.setTag(CHURN, new Tag("a", "b"))).isInstanceOf(NotFound.class);
    other.create(experiment("42", "churn"));
    other.move(CHURN, LifecycleStage.DELETED, LATER);
    assertThat(store.find(CHURN).orElseThrow().stage()).isEqualTo(LifecycleStage.ACTIVE);
  }
}
