package dev.bulkhead.searches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricSampleTest {
  private final Random random = new Random(5);

  private List<Metric> history(int count) {
    List<Metric> points = new ArrayList<>();
    for (int step = 0; step < count; step++) {
      points.add(Metric.of("m", random.nextDouble(), random.nextInt(3), step));
    }
    Collections.shuffle(points, random);
    return points;
  }

  private static List<Long> steps(List<Metric> points) {
    return points.stream().map(Metric::step).toList();
  }

  /** The steps are those that SQLite's NTILE gives, with the last one in the last place. */
  @ParameterizedTest
  @CsvSource({
    "5, 2, '[0, 4]'",
    "10, 3, '[0, 4, 9]'",
    "10, 4, '[0, 3, 6, 9]'",
    "10, 7, '[0, 2, 4, 6, 7, 8, 9]'",
    "10, 1, '[9]'",
    "3, 3, '[0, 1, 2]'",
    "2, 3, '[0, 1]'",
    "0, 3, '[]'"
  })
  void keepsTheFirstOfEachBucketAndTheLastOfAll(int count, int max, String steps) {
    assertThat(steps(MetricSample.of(history(count), max))).hasToString(steps);
  }

  @Test
  void neverGivesMoreThanIsAskedForAndAlwaysTheLast() {
    for (int count = 1; count < 60; count++) {
      List<Metric> history = history(count);
      for (int max = 1; max < 70; max++) {
        List<Long> sample = steps(MetricSample.of(history, max));

        assertThat(sample).hasSize(Math.min(count, max)).isSorted().doesNotHaveDuplicates();
        assertThat(sample.getLast()).isEqualTo(count - 1L);
      }
    }
  }

  @Test
  void ordersPointsOfOneStepByTimeAndValueAndTakesNanForZero() {
    List<Metric> points =
        List.of(
            Metric.of("m", Double.NaN, 1, 0),
            Metric.of("m", 0, 1, 0),
            Metric.of("m", -1, 1, 0),
            Metric.of("m", 1, 0, 0));

    assertThat(MetricSample.of(points, 9).stream().map(Metric::value))
        .containsExactly(1.0, -1.0, 0.0, Double.NaN);
  }
}
