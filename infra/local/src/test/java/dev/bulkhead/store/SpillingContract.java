package dev.bulkhead.store;

import static dev.bulkhead.store.Samples.CHURN;
import static dev.bulkhead.store.Samples.batch;
import static dev.bulkhead.store.Samples.experiment;
import static dev.bulkhead.store.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.DatasetInput;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.Param;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.domain.RunInfo;
import dev.bulkhead.domain.RunStatus;
import dev.bulkhead.domain.Tag;
import dev.bulkhead.store.RunStore.Batch;
import dev.bulkhead.store.RunStore.Update;
import dev.bulkhead.tenancy.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link RunStore} must do with more params, tags and inputs than fit one item. */
abstract class SpillingContract {
  private static final String ROCKET = "\uD83D\uDE80";

  private RunStore store;
  private RunId id;

  abstract ExperimentStore openExperiments(TenantId tenant);

  abstract RunStore open(TenantId tenant);

  /** How many texts have been kept outside of the table. */
  abstract int spilled();

  @BeforeEach
  void createRun() {
    openExperiments(TestTable.ACME).create(experiment("42", "churn"));
    store = open(TestTable.ACME);
    RunInfo churn = run(CHURN);
    store.create(churn, List.of(new Tag("first", "1")));
    id = churn.id();
  }

  private static List<Param> params(int from, int to, String value) {
    return IntStream.range(from, to)
        .mapToObj(i -> new Param("param/%05d".formatted(i), value))
        .toList();
  }

  private static Batch of(List<Param> params) {
    return new Batch(List.of(), params, List.of());
  }

  private static String longKey(int i) {
    return ROCKET.repeat(246) + "%04d".formatted(i);
  }

  @Test
  void takesTheLargestBatch() {
    var all =
        new Batch(
            Samples.points(800, 800),
            IntStream.range(0, 100)
                .mapToObj(i -> new Param(longKey(i), ROCKET.repeat(6_000)))
                .toList(),
            IntStream.range(0, 100)
                .mapToObj(i -> new Tag(longKey(i), ROCKET.repeat(8_000)))
                .toList());

    store.log(id, all);
    store.log(id, all);

    assertThat(store.get(id).params()).hasSize(100).containsValue(ROCKET.repeat(6_000));
    assertThat(store.get(id).tags()).hasSize(101).containsEntry("first", "1");
    assertThat(store.get(id).metrics()).hasSize(800);
  }

  @Test
  void takesLongKeysOfShortValues() {
    var all =
        new Batch(
            List.of(),
            IntStream.range(0, 100).mapToObj(i -> new Param(longKey(i), "v")).toList(),
            IntStream.range(0, 100).mapToObj(i -> new Tag(longKey(i), "v")).toList());

    store.log(id, all);
    store.log(id, all);

    assertThat(store.get(id).params()).hasSize(100);
    assertThat(store.get(id).tags()).hasSize(101);
  }

  @Test
  void takesTenThousandParams() {
    for (int i = 0; i < 9_900; i += 100) {
      store.log(id, of(params(i, i + 100, "value " + i)));
    }
    params(9_900, 10_000, "single").forEach(param -> store.logParam(id, param));
    store.log(id, batch(new Tag("last", "1")));

    assertThat(store.get(id).params())
        .hasSize(10_000)
        .containsEntry("param/00000", "value 0")
        .containsEntry("param/09999", "single");
    assertThat(store.get(id).tags()).isEqualTo(Map.of("first", "1", "last", "1"));
  }

  @Test
  void refusesAnotherValueOfASpilledParamAsAWhole() {
    store.log(id, of(params(0, 100, "x".repeat(1_000))));

    store.log(id, of(params(90, 110, "x".repeat(1_000))));
    assertThatThrownBy(() -> store.log(id, of(params(99, 120, "y"))))
        .isInstanceOf(InvalidParameter.class)
        .hasMessageContaining("'key': 'param/00099'");
    assertThat(store.get(id).params()).hasSize(110);
  }

  @Test
  void goesOnWithTheSmallThings() {
    store.log(id, of(params(0, 100, "x".repeat(1_000))));

    store.deleteTag(id, "first");
    store.update(
        id, new Update(Optional.of(RunStatus.FINISHED), Optional.empty(), Optional.of("renamed")));
    store.move(id, LifecycleStage.DELETED, Samples.NOW);
    assertThatThrownBy(() -> store.log(id, batch(new Tag("a", "1"))))
        .isInstanceOf(InvalidParameter.class);
    store.move(id, LifecycleStage.ACTIVE, Samples.NOW);

    assertThat(store.get(id).tags()).isEqualTo(Map.of("mlflow.runName", "renamed"));
    assertThat(store.get(id).info().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(store.get(id).info().name()).isEqualTo("renamed");
    assertThatThrownBy(() -> store.deleteTag(id, "first")).isInstanceOf(NotFound.class);
    assertThat(store.get(id).params()).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theLastTagCounts(long seed) {
    Random random = new Random(seed);
    Map<String, String> expected = new HashMap<>(Map.of("first", "1"));
    for (int call = 0; call < 150; call++) {
      String key = "tag" + random.nextInt(40);
      if (random.nextInt(4) == 0 && expected.containsKey(key)) {
        store.deleteTag(id, key);
        expected.remove(key);
      } else {
        String value = "v".repeat(random.nextInt(4_000)) + call;
        store.log(id, batch(new Tag(key, value)));
        expected.put(key, value);
      }
    }

    assertThat(store.get(id).tags()).isEqualTo(expected);
  }

  @Test
  void oneOfManyValuesOfAParamWins() throws Exception {
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int t = 0; t < 24; t++) {
      String value = "v" + t % 3;
      RunStore own = open(TestTable.ACME);
      writers.add(
          () -> {
            try {
              own.log(id, batch(new Param("lr", value), new Param("own" + value, value)));
              return own.get(id).params().get("lr").equals(value);
            } catch (InvalidParameter _) {
              return !own.get(id).params().get("lr").equals(value);
            }
          });
    }

    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> writer : pool.invokeAll(writers)) {
        assertThat(writer.get()).isTrue();
      }
    }
    assertThat(store.get(id).params()).hasSize(2);
  }

  @Test
  void losesNothingOfManyWhoSpillAtOnce() throws Exception {
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int t = 0; t < 12; t++) {
      int from = t * 30;
      RunStore own = open(TestTable.ACME);
      writers.add(
          () -> {
            for (int i = 0; i < 30; i += 5) {
              own.log(id, of(params(from + i, from + i + 5, "x".repeat(300))));
            }
            return true;
          });
    }

    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> writer : pool.invokeAll(writers)) {
        assertThat(writer.get()).isTrue();
      }
    }
    assertThat(store.get(id).params()).hasSize(360);
  }

  @Test
  void keepsADatasetOncePerExperimentAsItWasFirstLogged() {
    Dataset first = dataset("iris", "d1", "first");
    Dataset second = dataset("iris", "d1", "second");
    RunInfo other = run(CHURN);
    store.create(other, List.of());

    store.logInputs(id, List.of(new DatasetInput(first, List.of(new Tag("c", "1")))), List.of());
    store.logInputs(id, List.of(new DatasetInput(second, List.of(new Tag("c", "2")))), List.of());
    store.logInputs(other.id(), List.of(new DatasetInput(second, List.of())), List.of());

    assertThat(store.get(id).datasetInputs())
        .containsExactly(new DatasetInput(first, List.of(new Tag("c", "1"))));
    assertThat(store.get(other.id()).datasetInputs())
        .containsExactly(new DatasetInput(first, List.of()));
  }

  private static Dataset dataset(String name, String digest, String source) {
    return new Dataset(
        name, digest, "local", source, Optional.of("schema"), Optional.of("profile"));
  }

  @Test
  void keepsLongSchemasAndProfilesOutsideOfTheTable() {
    Dataset large =
        new Dataset(
            "n".repeat(500),
            "d".repeat(36),
            "local",
            ROCKET.repeat(65_535),
            Optional.of("s".repeat(1_048_575)),
            Optional.of("p".repeat(3_000_000)));

    store.logInputs(id, List.of(new DatasetInput(large, List.of())), List.of());

    assertThat(store.get(id).datasetInputs().getFirst().dataset()).isEqualTo(large);
    assertThat(spilled()).isEqualTo(3);
  }

  @Test
  void takesAsManyInputsAsARequestHolds() {
    List<DatasetInput> many =
        IntStream.range(0, 5_000)
            .mapToObj(
                i ->
                    new DatasetInput(
                        dataset("data" + i, "d", "s"), List.of(new Tag("c", "x".repeat(400)))))
            .toList();
    var tags =
        IntStream.range(0, 8_000).mapToObj(i -> new Tag("tag" + i, "x".repeat(500))).toList();

    store.logInputs(id, many, List.of());
    store.logInputs(id, many, List.of());
    store.logInputs(id, List.of(new DatasetInput(dataset("tagged", "d", "s"), tags)), List.of());

    assertThat(store.get(id).datasetInputs()).hasSize(5_001);
    assertThat(store.get(id).datasetInputs().getLast().tags()).hasSize(8_000);
  }
}
