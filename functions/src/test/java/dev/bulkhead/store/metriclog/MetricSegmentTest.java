package dev.bulkhead.store.metriclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricSegmentTest {

  static LongStream seeds() {
    return LongStream.range(0, 12);
  }

  private static SortedMap<String, MetricSeries> series(List<Metric> points) {
    SortedMap<String, MetricSeries> series = new TreeMap<>();
    points.stream()
        .collect(Collectors.groupingBy(Metric::key))
        .forEach((key, some) -> series.put(key, MetricSeries.of(some).sorted(PointOrder.HISTORY)));
    return series;
  }

  private static SegmentIndex index(MetricSegment segment) {
    byte[] bytes = segment.bytes();
    return SegmentIndex.decode(
        Arrays.copyOfRange(bytes, bytes.length - segment.indexLength(), bytes.length));
  }

  private static MetricSeries block(MetricSegment segment, SegmentBlock block, String key) {
    return MetricChunk.series(
        Arrays.copyOfRange(segment.bytes(), (int) block.offset(), (int) block.end()), key);
  }

  /** Any double, any step, any time: bits are compared, of which a NaN has but one pattern. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void blocksOfAKeyAreItsPointsBitForBit(long seed) {
    SortedMap<String, MetricSeries> series =
        series(new AnyPoints(seed).list(1 + new Random(seed).nextInt(1_500)));
    MetricSegment segment = MetricSegment.of(series);
    SegmentIndex index = index(segment);

    assertThat(index.keys()).containsExactlyElementsOf(series.keySet());
    assertThat(segment.points())
        .isEqualTo(series.values().stream().mapToLong(MetricSeries::size).sum());
    series.forEach(
        (key, expected) -> {
          List<List<Long>> found = new ArrayList<>();
          for (SegmentBlock block : index.of(key)) {
            found.addAll(bits(block(segment, block, key)));
          }
          assertThat(found).isEqualTo(bits(expected));
        });
  }

  private static List<List<Long>> bits(MetricSeries series) {
    return IntStream.range(0, series.size())
        .mapToObj(
            i ->
                List.of(
                    series.timestamp(i), series.step(i), Double.doubleToLongBits(series.value(i))))
        .toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theIndexTellsHowManyPointsABlockHasAndFromWhereToWhereItGoes(long seed) {
    SortedMap<String, MetricSeries> series = series(new AnyPoints(seed).list(1_200));
    MetricSegment segment = MetricSegment.of(series);

    index(segment)
        .blocks()
        .forEach(
            (key, blocks) ->
                blocks.forEach(
                    block -> {
                      MetricSeries points = block(segment, block, key);
                      assertThat(block.count()).isEqualTo(points.size());
                      for (PointOrder order : PointOrder.values()) {
                        MetricSeries sorted = points.sorted(order);
                        assertThat(block.bounds(order))
                            .isEqualTo(Bounds.of(sorted, 0, sorted.size(), order));
                      }
                    }));
  }

  @Test
  void takesAFewBytesAPoint() {
    var random = new Random(1);
    List<Metric> points =
        IntStream.range(0, 100_000)
            .mapToObj(i -> Metric.of("loss", random.nextFloat(), 1_000L * i, i))
            .toList();

    MetricSegment segment = MetricSegment.of(series(points));

    assertThat(segment.bytes().length).isLessThan(370_000);
    assertThat(segment.indexLength()).isLessThan(4_000);
  }

  @Test
  void refusesAnIndexOfAnotherVersionAndOneThatWasChanged() {
    MetricSegment segment = MetricSegment.of(series(new AnyPoints(1).list(900)));
    int begin = segment.bytes().length - segment.indexLength();
    byte[] index = Arrays.copyOfRange(segment.bytes(), begin, segment.bytes().length);
    for (int at = 0; at < index.length; at++) {
      byte[] changed = index.clone();
      changed[at] ^= 4;

      assertThatThrownBy(() -> SegmentIndex.decode(changed)).isInstanceOf(CorruptMetrics.class);
    }
    assertThatThrownBy(() -> SegmentIndex.decode(Arrays.copyOf(index, index.length / 2)))
        .isInstanceOf(CorruptMetrics.class);
  }
}
