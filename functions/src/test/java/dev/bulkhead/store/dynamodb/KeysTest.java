package dev.bulkhead.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Dataset;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.ModelId;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTest {
  private static final ExperimentId CHURN = new ExperimentId("42");
  private static final Random RANDOM = new Random(1);
  private static final RunId RUN = RunId.create(CHURN, Instant.EPOCH, RANDOM);
  private static final ModelId MODEL = ModelId.create(CHURN, Instant.EPOCH, RANDOM);

  private final Keys keys = new Keys(new TenantId("acme"));

  static Stream<Key> all() {
    Keys keys = new Keys(new TenantId("acme"));
    Place run = keys.run(RUN);
    Place model = keys.model(MODEL);
    return Stream.of(
        keys.experiment(CHURN),
        keys.experimentName("churn"),
        keys.experimentName("x".repeat(2_000)),
        keys.dataset(CHURN, "hash"),
        run.core(),
        run.metrics(),
        run.chunk("a"),
        run.latest("a"),
        run.page("a"),
        model.core(),
        model.metrics(),
        model.chunk("a"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPartitionBeginsWithTheTenantAndTheDelimiter(Key key) {
    assertThat(key.partition()).startsWith("T#acme#");
    assertThat(key.sort().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 1_024);
  }

  @Test
  void noTwoKeysAreTheSame() {
    assertThat(all()).doesNotHaveDuplicates();
  }

  @Test
  void shardsAndListsBeginWithTheTenantToo() {
    assertThat(keys.shards(CHURN)).hasSize(Keys.SHARDS).allMatch(it -> it.startsWith("T#acme#"));
    assertThat(keys.models(CHURN)).startsWith("T#acme#");
    assertThat(keys.experiments()).startsWith("T#acme#");
  }

  @Test
  void tellsTheRunAndTheModelOfTheirItems() {
    assertThat(Keys.run(keys.run(RUN).core())).isEqualTo(RUN);
    assertThat(Keys.run(keys.run(RUN).metrics())).isEqualTo(RUN);
    assertThat(Keys.model(keys.model(MODEL).core())).isEqualTo(MODEL);
    assertThat(Keys.model(keys.model(MODEL).metrics())).isEqualTo(MODEL);
    assertThat(Keys.isMetrics(keys.run(RUN).metrics())).isTrue();
    assertThat(Keys.isMetrics(keys.run(RUN).core())).isFalse();
  }

  @Test
  void aRunLiesInAShardOfItsExperiment() {
    assertThat(keys.shards(CHURN)).contains(keys.run(RUN).core().partition());
  }

  @Test
  void sortsRunsNewestFirstThenByIdEachBeforeItsMetrics() {
    List<RunId> runs = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      runs.add(RunId.create(CHURN, Instant.ofEpochMilli(RANDOM.nextInt(100)), RANDOM));
    }
    List<String> expected =
        runs.stream()
            .sorted(
                (a, b) ->
                    a.newestFirst().equals(b.newestFirst())
                        ? a.compareTo(b)
                        : a.newestFirst().compareTo(b.newestFirst()))
            .map(keys::run)
            .flatMap(place -> Stream.of(place.core().sort(), place.metrics().sort()))
            .toList();

    assertThat(expected).isSorted();
  }

  @Test
  void whatIsBehindARunBeginsAfterItsMetricsAndBeforeAnyOtherRun() {
    for (int i = 0; i < 500; i++) {
      RunId last = RunId.create(CHURN, Instant.ofEpochMilli(RANDOM.nextInt(5)), RANDOM);
      RunId other = RunId.create(CHURN, Instant.ofEpochMilli(RANDOM.nextInt(5)), RANDOM);
      Range behind = Keys.runs("any", Optional.of(last));

      assertThat(behind.from()).isGreaterThan(keys.run(last).metrics().sort());
      String sort = keys.run(other).core().sort();
      assertThat(sort.compareTo(behind.from()) > 0)
          .isEqualTo(sort.compareTo(keys.run(last).core().sort()) > 0);
      assertThat(sort).isLessThan(behind.to());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "#", "\uD83D\uDE80"})
  void namesThatAreTooLongForAKeyDoNotCollideWithOthers(String end) {
    String longName = "x".repeat(1_000);

    assertThat(keys.experimentName(longName + end))
        .isNotEqualTo(keys.experimentName(longName + end + "x"))
        .isNotEqualTo(keys.experimentName(keys.experimentName(longName + end).sort()));
  }

  @Test
  void datasetsDifferByNameAndDigest() {
    assertThat(
            Stream.of(
                    new Dataset.Id("a", "bc"),
                    new Dataset.Id("ab", "c"),
                    new Dataset.Id("", "abc"),
                    new Dataset.Id("1#a", ""),
                    new Dataset.Id("a", ""))
                .map(Keys::hash))
        .doesNotHaveDuplicates();
  }
}
