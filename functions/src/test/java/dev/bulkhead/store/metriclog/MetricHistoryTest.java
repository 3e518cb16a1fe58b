package dev.bulkhead.store.metriclog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricHistoryTest {

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isTheSetOfAllPointsInOrder(long seed) {
    var random = new Random(seed);
    List<Metric> points = new AnyPoints(seed).list(1 + random.nextInt(300));
    List<Metric> again = new ArrayList<>(points);
    Collections.shuffle(again, random);

    List<Metric> history = MetricHistory.of(List.of(points, again, points.subList(0, 1)));

    assertThat(history).isSortedAccordingTo(Metric.HISTORY_ORDER);
    assertThat(identities(history)).hasSameSizeAs(history).isEqualTo(identities(points));
  }

  private static Set<List<Object>> identities(List<Metric> points) {
    Set<List<Object>> identities = new HashSet<>();
    points.forEach(
        point ->
            identities.add(
                List.of(point.key(), point.timestamp(), point.step(), point.value() + 0.0)));
    return identities;
  }

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @Test
  void goesByTimeThenStepThenValue() {
    Metric late = Metric.of("loss", 1, 9, 0);
    Metric highStep = Metric.of("loss", 1, 5, 2);
    Metric highValue = Metric.of("loss", 3, 5, 1);
    Metric lowValue = Metric.of("loss", 2, 5, 1);

    assertThat(MetricHistory.of(List.of(List.of(late, highStep), List.of(highValue, lowValue))))
        .containsExactly(lowValue, highValue, highStep, late);
  }

  @Test
  void aNaNIsNotAZero() {
    Metric zero = Metric.of("loss", 0, 5, 1);
    Metric nan = Metric.of("loss", Double.NaN, 5, 1);

    assertThat(MetricHistory.of(List.of(List.of(nan, zero, nan, zero)))).containsExactly(zero, nan);
  }

  /** MLflow's database takes them for equal, so the second one breaks the primary key. */
  @Test
  void zeroesOfEitherSignAreTheSame() {
    Metric negative = Metric.of("loss", -0.0, 5, 1);
    Metric positive = Metric.of("loss", 0.0, 5, 1);

    assertThat(MetricHistory.of(List.of(List.of(negative), List.of(positive))))
        .containsExactly(negative);
  }

  @Test
  void aPointIsTheSameWhateverModelItNames() {
    Metric first = named("m-1");

    assertThat(MetricHistory.of(List.of(List.of(first), List.of(named("m-2")))))
        .containsExactly(first);
  }

  private static Metric named(String model) {
    return new Metric("loss", 1, 5, 1, Optional.of(model), Optional.empty(), Optional.empty());
  }

  @Test
  void pointsOfDifferentKeysAreDifferent() {
    List<Metric> points =
        List.of(
            Metric.of("a", 0.0, 5, 1),
            Metric.of("b", -0.0, 5, 1),
            Metric.of("a", -0.0, 5, 1),
            Metric.of("b", 0.0, 5, 1));

    assertThat(MetricHistory.of(List.of(points))).containsExactly(points.get(0), points.get(1));
  }

  @Test
  void nothingLoggedIsNoHistory() {
    assertThat(MetricHistory.of(List.of())).isEmpty();
  }
}
