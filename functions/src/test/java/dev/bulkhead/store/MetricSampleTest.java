package dev.bulkhead.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricSampleTest {

  private static List<Long> places(long count, int max) {
    return MetricSample.ofAll(max).places(count).boxed().toList();
  }

  /** These are what SQLite's NTILE gives, with the last one in the last place. */
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
  void keepsTheFirstOfEachBucketAndTheLastOfAll(long count, int max, String places) {
    assertThat(places(count, max)).hasToString(places);
  }

  @Test
  void neverGivesMoreThanIsAskedForAndAlwaysTheLast() {
    for (int count = 1; count < 60; count++) {
      for (int max = 1; max < 70; max++) {
        List<Long> places = places(count, max);

        assertThat(places).hasSize(Math.min(count, max)).isSorted().doesNotHaveDuplicates();
        assertThat(places.getLast()).isEqualTo(count - 1L);
      }
    }
  }

  @Test
  void takesBothEndsOfTheRangeIn() {
    var sample = new MetricSample(-3, 5, 1);

    assertThat(List.of(-4L, -3L, 5L, 6L)).filteredOn(sample::has).containsExactly(-3L, 5L);
  }
}
