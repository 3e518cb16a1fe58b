package dev.bulkhead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folding metric logs into segments: seen from outside, nothing happens. */
final class MetricFoldingTest {
  /** What the metrics item names is not folded, nor what is too little besides. */
  private static final int FEW = 32 + 8;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void changesNothingThatReadersSee(long seed) {
    var random = new Random(seed);
    var run = new FoldedRun();
    for (int round = 0; round < 3; round++) {
      run.logBatches(random, 40 + random.nextInt(20));
      run.assertWhole(random);
      run.fold();
      run.assertWhole(random);
    }
    run.logBatches(random, 3);
    run.assertWhole(random);
  }

  @Test
  void leavesNeitherChunksNorObjectsThatNobodyNeeds() {
    var random = new Random(1);
    var run = new FoldedRun();
    for (int round = 0; round < 4; round++) {
      run.logBatches(random, 50);
      run.fold();
    }
    run.fold();

    assertThat(run.items("C#")).hasSizeLessThan(FEW);
    assertThat(run.spill().size()).isLessThanOrEqualTo(4);
    assertThat(run.logs().marked(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void aRetryOfWhatWasFoldedStoresNothingTwice() {
    var random = new Random(5);
    var run = new FoldedRun();
    List<List<Metric>> batches =
        IntStream.range(0, 40)
            .mapToObj(
                b ->
                    IntStream.range(0, 30)
                        .mapToObj(i -> Metric.of("m", i + b / 100.0, 1_000L * b + i, 30L * b + i))
                        .toList())
            .toList();
    batches.forEach(run::log);
    run.fold();
    long stored = run.spill().bytes();

    batches.forEach(run::log);
    run.assertWhole(random);
    run.fold();

    run.assertWhole(random);
    assertThat(run.items("C#")).isEmpty();
    assertThat(run.spill().bytes()).isEqualTo(stored);
  }

  @Test
  void leavesAloneWhatWasLoggedAMomentAgo() {
    var run = new FoldedRun();
    run.logBatches(new Random(2), 40);
    int chunks = run.items("C#").size();

    assertThat(run.logs().fold(run.id(), Instant.now())).isFalse();

    assertThat(run.items("C#")).hasSize(chunks);
  }

  @Test
  void aRunThatWroteManyChunksIsMarked() {
    var run = new FoldedRun();
    for (int call = 0; call < 400 && run.logs().marked(Optional.empty(), 10).isEmpty(); call++) {
      run.logBatches(new Random(call), 1);
    }

    assertThat(run.logs().marked(Optional.empty(), 10)).containsExactly(run.id());
    assertThat(run.logs().marked(Optional.of(run.id()), 10)).isEmpty();
  }

  @Test
  void aTenantSeesItsOwnMarksAlone() {
    var run = new FoldedRun();
    for (int call = 0; call < 400 && run.logs().marked(Optional.empty(), 10).isEmpty(); call++) {
      run.logBatches(new Random(call), 1);
    }
    var other =
        new dev.bulkhead.store.dynamodb.DynamoMetricLogs(
            run.table().open(TestTable.ACME2), run.spill());

    assertThat(other.marked(Optional.empty(), 10)).isEmpty();
  }

  /**
   * The metrics item names chunks instead of repeating their latest points, where keys are many.
   */
  @Test
  void leavesTheChunksThatLatestPointsAreReadFrom() {
    var run = new FoldedRun();
    run.logBatches(new Random(5), 60);
    run.log(
        IntStream.range(0, 300).mapToObj(i -> Metric.of("wide/" + i, i, 20_000, 9_000)).toList());

    run.fold();

    assertThat(run.runs().get(run.id()).metrics().get("wide/299"))
        .returns(299.0, Metric::value)
        .returns(9_000L, Metric::step);
    run.assertWhole(new Random(5));
  }

  @Test
  void aChartOfManyChunksAsksThatTheyBeFoldedOnceTheyMayBe() {
    var run = new FoldedRun();
    var asked = new ArrayList<RunId>();
    for (int call = 0; call < 110; call++) {
      run.log(points(call));
    }

    run.readers(asked, Instant.now()).metricSamples(List.of(run.id()), "m", MetricSample.ofAll(9));
    assertThat(asked).isEmpty();

    Instant later = Instant.now().plus(Duration.ofMinutes(2));
    run.readers(asked, later).metricSamples(List.of(run.id()), "m", MetricSample.ofAll(9));
    assertThat(asked).containsExactly(run.id());
    run.readers(asked, later).metricHistory(run.id(), "m", Optional.empty(), 25_000);
    assertThat(asked).containsExactly(run.id(), run.id());

    run.fold();
    run.readers(asked, later).metricSamples(List.of(run.id()), "m", MetricSample.ofAll(9));
    assertThat(asked).hasSize(2);
    run.assertWhole(new Random(1));
  }

  private static List<Metric> points(int call) {
    return IntStream.range(0, 25)
        .mapToObj(i -> Metric.of("m", i / 7.0, 1_000L * call + i, 25L * call + i))
        .toList();
  }
}
