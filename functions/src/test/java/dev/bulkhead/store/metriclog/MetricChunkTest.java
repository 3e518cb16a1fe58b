package dev.bulkhead.store.metriclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Metric;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricChunkTest {

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void givesBackThePointsThatWentIn(long seed) {
    List<Metric> points = new AnyPoints(seed).list(1 + new Random(seed).nextInt(1_500));

    List<Metric> back = MetricChunk.points(MetricChunk.encode(points));

    assertThat(back).isEqualTo(points);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void givesBackTheBitsOfAnyDouble(long seed) {
    double[] values = new Random(seed).longs(1_000).mapToDouble(Double::longBitsToDouble).toArray();
    List<Metric> points =
        IntStream.range(0, values.length)
            .mapToObj(i -> Metric.of("k" + i % 7, values[i], i, -i))
            .toList();

    List<Metric> back = MetricChunk.points(MetricChunk.encode(points));

    assertThat(bits(back)).isEqualTo(bits(points));
  }

  private static List<Long> bits(List<Metric> points) {
    return points.stream().map(point -> Double.doubleToLongBits(point.value())).toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void givesThePointsOfOneKeyAlone(long seed) {
    List<Metric> points = new AnyPoints(seed).list(200);
    byte[] chunk = MetricChunk.encode(points);

    for (String key : MetricChunk.keys(chunk)) {
      assertThat(MetricChunk.points(chunk, key))
          .isEqualTo(points.stream().filter(point -> point.key().equals(key)).toList());
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 31, 32, 33, 255, 256, 257, 1_000, 24_999, 25_000})
  void takesAnySizeUpToTheGreatest(int size) {
    List<Metric> points = new AnyPoints(size).list(size);

    assertThat(MetricChunk.points(MetricChunk.encode(points))).isEqualTo(points);
  }

  @Test
  void takesTheMostKeysOfTheGreatestLength() {
    List<Metric> points =
        IntStream.range(0, MetricChunk.MAX_POINTS)
            .mapToObj(i -> Metric.of("%05d".formatted(i) + "😀".repeat(245), i, i, i))
            .toList();

    assertThat(MetricChunk.points(MetricChunk.encode(points))).isEqualTo(points);
  }

  @Test
  void refusesMorePointsThanTheGreatestSize() {
    List<Metric> points =
        Collections.nCopies(MetricChunk.MAX_POINTS + 1, Metric.of("loss", 1, 2, 3));

    assertThatThrownBy(() -> MetricChunk.encode(points))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A chunk of 25001 points");
  }

  @Test
  void refusesKeysThatWouldLoseTheirDifference() {
    List<Metric> points = List.of(Metric.of("\ud800", 1, 2, 3), Metric.of("?", 1, 2, 3));

    assertThatThrownBy(() -> MetricChunk.encode(points))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A string has half of a surrogate pair");
  }

  @Test
  void listsKeysInTheOrderOfTheirFirstPoints() {
    byte[] chunk =
        MetricChunk.encode(
            Stream.of("loss", "accuracy", "loss", "lr", "accuracy")
                .map(key -> Metric.of(key, 1, 2, 3))
                .toList());

    assertThat(MetricChunk.keys(chunk)).containsExactly("loss", "accuracy", "lr");
  }

  @Test
  void hasNoPointsOfAKeyThatWasNotLogged() {
    byte[] chunk = MetricChunk.encode(List.of(Metric.of("loss", 1, 2, 3)));

    assertThat(MetricChunk.points(chunk, "los")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1 / 3.0})
  void knowsOneNaNAmongFloatsAndDoubles(double other) {
    Metric odd = Metric.of("loss", Double.longBitsToDouble(0xFFF0_0000_0000_0001L), 2, 3);

    byte[] chunk = MetricChunk.encode(List.of(odd, Metric.of("loss", other, 2, 4)));

    assertThat(Double.doubleToRawLongBits(MetricChunk.points(chunk).getFirst().value()))
        .isEqualTo(0x7FF8_0000_0000_0000L);
  }

  @Test
  void keepsTwoOriginsApart() {
    Metric plain = Metric.of("loss", 1, 2, 3);
    Metric named =
        new Metric("loss", 1, 2, 3, Optional.of("m-1"), Optional.of("iris"), Optional.of("d1"));

    byte[] chunk = MetricChunk.encode(List.of(plain, named, plain));

    assertThat(MetricChunk.points(chunk)).containsExactly(plain, named, plain);
  }

  /** What is stored must stay readable: this was written by the first version of the code. */
  @Test
  void readsAChunkOfVersionOne() {
    byte[] stored = HexFormat.of().parseHex(GoldenChunk.HEX);

    assertThat(MetricChunk.points(stored)).isEqualTo(GoldenChunk.POINTS);
  }
}
