package dev.bulkhead.store.metriclog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricSeriesTest {
  private static final String KEY = "loss";

  private static List<Metric> history(List<Metric> points) {
    return MetricSeries.of(points).sorted(PointOrder.HISTORY).points(KEY);
  }

  private static Comparator<Metric> comparator(PointOrder order) {
    return switch (order) {
      case HISTORY -> Metric.HISTORY_ORDER;
      case STEPS -> Metric.LATEST_LAST;
    };
  }

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  /** Some in order already, some not, with points that come again. */
  private static List<MetricSeries> parts(Random random, PointOrder order, List<Metric> all) {
    List<MetricSeries> parts = new ArrayList<>();
    for (int part = random.nextInt(6); part >= 0; part--) {
      List<Metric> some = new ArrayList<>();
      int from = random.nextInt(all.size());
      int to = from + random.nextInt(all.size() - from) + 1;
      some.addAll(all.subList(from, to));
      if (random.nextBoolean()) {
        Collections.shuffle(some, random);
      }
      parts.add(MetricSeries.of(some).sorted(order));
    }
    parts.add(MetricSeries.of(all).sorted(order));
    Collections.shuffle(parts, random);
    return parts;
  }

  private static Set<List<Object>> identities(List<Metric> points) {
    Set<List<Object>> identities = new HashSet<>();
    points.forEach(
        point -> identities.add(List.of(point.timestamp(), point.step(), point.value() + 0.0)));
    return identities;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void mergedSeriesAreTheSetOfAllPointsInOrder(long seed) {
    var random = new Random(seed);
    List<Metric> all = new AnyPoints(seed).list(1 + random.nextInt(300));
    for (PointOrder order : PointOrder.values()) {
      List<Metric> merged = SeriesMerge.of(parts(random, order, all), order).points(KEY);

      assertThat(merged).isSortedAccordingTo(comparator(order));
      assertThat(identities(merged)).hasSameSizeAs(merged).isEqualTo(identities(all));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void behindEachPointIsTheRest(long seed) {
    MetricSeries history = MetricSeries.of(new AnyPoints(seed).list(60)).sorted(PointOrder.HISTORY);

    for (int place = 0; place < history.size(); place++) {
      assertThat(history.placeBehind(history.point(place, KEY), PointOrder.HISTORY))
          .isEqualTo(place + 1);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatAnotherLacksIsLeft(long seed) {
    var random = new Random(seed);
    List<Metric> points = new AnyPoints(seed).list(1 + random.nextInt(200));
    List<Metric> some = points.stream().filter(_ -> random.nextBoolean()).toList();
    for (PointOrder order : PointOrder.values()) {
      MetricSeries known = MetricSeries.of(some).sorted(order);

      List<Metric> left = MetricSeries.of(points).sorted(order).without(known, order).points(KEY);

      Set<List<Object>> expected = identities(points);
      expected.removeAll(identities(some));
      assertThat(identities(left)).hasSameSizeAs(left).isEqualTo(expected);
    }
  }

  @Test
  void goesByTimeThenStepThenValue() {
    Metric late = Metric.of(KEY, 1, 9, 0);
    Metric highStep = Metric.of(KEY, 1, 5, 2);
    Metric highValue = Metric.of(KEY, 3, 5, 1);
    Metric lowValue = Metric.of(KEY, 2, 5, 1);

    assertThat(history(List.of(late, highStep, highValue, lowValue)))
        .containsExactly(lowValue, highValue, highStep, late);
  }

  @Test
  void goesByStepThenTimeThenValueForCharts() {
    Metric late = Metric.of(KEY, 1, 9, 0);
    Metric highStep = Metric.of(KEY, 1, 5, 2);
    Metric highValue = Metric.of(KEY, 3, 5, 1);
    Metric lowValue = Metric.of(KEY, 2, 5, 1);

    assertThat(
            MetricSeries.of(List.of(late, highStep, highValue, lowValue))
                .sorted(PointOrder.STEPS)
                .points(KEY))
        .containsExactly(late, lowValue, highValue, highStep);
  }

  @Test
  void aNaNIsNotAZeroAndComesBehindIt() {
    Metric zero = Metric.of(KEY, 0, 5, 1);
    Metric nan = Metric.of(KEY, Double.NaN, 5, 1);

    assertThat(history(List.of(nan, zero, nan, zero))).containsExactly(zero, nan);
  }

  /** MLflow's database takes them for equal, so the second one breaks the primary key. */
  @Test
  void zeroesOfEitherSignAreTheSame() {
    Metric negative = Metric.of(KEY, -0.0, 5, 1);
    Metric positive = Metric.of(KEY, 0.0, 5, 1);

    assertThat(history(List.of(negative, positive))).containsExactly(negative);
  }

  @Test
  void nothingLoggedIsNoHistory() {
    assertThat(SeriesMerge.of(List.of(MetricSeries.EMPTY), PointOrder.HISTORY).size()).isZero();
  }
}
