package dev.bulkhead.store.metriclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LatestMetricsTest {

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void givesBackThePointsThatWentIn(long seed) {
    Map<String, Metric> latest = LatestMetrics.merge(Map.of(), new AnyPoints(seed).list(300));

    Map<String, Metric> back = LatestMetrics.decode(LatestMetrics.encode(latest));

    assertThat(back).isEqualTo(latest);
    assertThat(List.copyOf(back.keySet())).isSorted();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void keepsTheGreatestOfEachKeyInWhateverOrderTheyCome(long seed) {
    List<Metric> points = new ArrayList<>(new AnyPoints(seed).list(300));
    Map<String, Metric> latest = LatestMetrics.merge(Map.of(), points);

    Collections.shuffle(points, new Random(seed));
    Map<String, Metric> first = LatestMetrics.merge(Map.of(), points.subList(0, 100));
    Map<String, Metric> second = LatestMetrics.merge(first, points.subList(100, 300));

    assertThat(second.keySet()).isEqualTo(latest.keySet());
    second.forEach(
        (key, point) ->
            assertThat(point).usingComparator(Metric.LATEST_LAST).isEqualTo(latest.get(key)));
    assertThat(points)
        .allMatch(point -> Metric.LATEST_LAST.compare(point, second.get(point.key())) <= 0);
  }

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @Test
  void equalMapsAreEqualBytes() {
    Metric loss = Metric.of("loss", 1, 2, 3);
    Metric accuracy = Metric.of("accuracy", 1, 2, 3);
    Map<String, Metric> reversed = new LinkedHashMap<>();
    reversed.put("loss", loss);
    reversed.put("accuracy", accuracy);

    assertThat(LatestMetrics.encode(reversed))
        .isEqualTo(LatestMetrics.encode(Map.of("accuracy", accuracy, "loss", loss)));
  }

  @Test
  void aRunWithoutMetricsHasNoLatest() {
    assertThat(LatestMetrics.decode(LatestMetrics.encode(Map.of()))).isEmpty();
  }

  @Test
  void ofEqualPointsTheFirstStays() {
    Metric first = named("m-1", 0.0);

    Map<String, Metric> latest =
        LatestMetrics.merge(Map.of(), List.of(first, named("m-2", 0.0), named("m-3", Double.NaN)));

    assertThat(latest).containsExactly(Map.entry("loss", first));
  }

  /** As in MLflow's database, where the two are equal. */
  @Test
  void positiveZeroIsNotLaterThanNegativeZero() {
    Metric first = named("m-1", -0.0);

    Map<String, Metric> latest = LatestMetrics.merge(Map.of(), List.of(first, named("m-2", 0.0)));

    assertThat(latest).containsExactly(Map.entry("loss", first));
  }

  private static Metric named(String model, double value) {
    return new Metric("loss", value, 5, 1, Optional.of(model), Optional.empty(), Optional.empty());
  }

  @Test
  void leavesTheMapItWasGivenAlone() {
    Map<String, Metric> before = Map.of("loss", Metric.of("loss", 1, 2, 3));

    Map<String, Metric> after =
        LatestMetrics.merge(before, List.of(Metric.of("loss", 0, 0, 4), Metric.of("lr", 1, 2, 3)));

    assertThat(after).containsOnlyKeys("loss", "lr");
    assertThat(before).containsExactly(Map.entry("loss", Metric.of("loss", 1, 2, 3)));
  }

  @Test
  void refusesAChunkWithTwoPointsOfOneKey() {
    byte[] history =
        MetricChunk.encode(List.of(Metric.of("loss", 1, 2, 3), Metric.of("loss", 1, 2, 4)));

    assertThatThrownBy(() -> LatestMetrics.decode(history))
        .isInstanceOf(CorruptMetrics.class)
        .hasMessage("A key has two latest points");
  }
}
