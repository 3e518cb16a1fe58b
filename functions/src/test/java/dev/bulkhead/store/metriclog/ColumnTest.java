package dev.bulkhead.store.metriclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnTest {

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void givesBackTheNumbersThatWentIn(long seed) {
    var random = new Random(seed);
    int[] series = series(random);
    long[] numbers = numbers(random, IntStream.of(series).sum());

    byte[] bytes = written(numbers, series);

    assertThat(reader(bytes).get(numbers.length, series)).isEqualTo(numbers);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isPassedOverWhole(long seed) {
    var random = new Random(seed);
    int[] series = series(random);
    long[] numbers = numbers(random, IntStream.of(series).sum());
    ColumnReader in = reader(written(numbers, series));

    in.skip(numbers.length);

    assertThat(in.in().remaining()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Differencing.class)
  void everyDifferencingIsUndoneAcrossOverflows(Differencing way) {
    int[] series = {3, 0, 1, 5};
    long[] numbers = {
      Long.MAX_VALUE, Long.MIN_VALUE, -1, Long.MIN_VALUE, 0, 1, Long.MIN_VALUE, 7, Long.MAX_VALUE
    };
    long base = way.base(numbers);

    long[] residuals = way.apply(numbers, base, series);
    way.undo(residuals, base, series);

    assertThat(residuals).isEqualTo(numbers);
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  private static int[] series(Random random) {
    return random.ints(1 + random.nextInt(20), 0, 1 + random.nextInt(60)).toArray();
  }

  private static long[] numbers(Random random, int length) {
    int bits = random.nextInt(Long.SIZE);
    long[] numbers = random.longs(length).map(number -> number >> bits).toArray();
    if (random.nextBoolean()) {
      Arrays.parallelPrefix(numbers, Long::sum);
    }
    return numbers;
  }

  @Test
  void stepsOfManyKeysTakeNextToNothing() {
    int[] series = new int[1_000];
    Arrays.fill(series, 10);
    long[] steps = IntStream.range(0, 10_000).mapToLong(i -> i % 10).toArray();

    assertThat(written(steps, series)).hasSizeLessThan(40);
  }

  @Test
  void refusesNumbersOfNineBytes() {
    assertThatThrownBy(() -> reader(new byte[] {9, 0}).get(1))
        .isInstanceOf(CorruptMetrics.class)
        .hasMessage("A column of numbers of 9 bytes");
  }

  @Test
  void refusesAnUnknownDifferencing() {
    assertThatThrownBy(() -> reader(new byte[] {0x30, 0}).get(1))
        .isInstanceOf(CorruptMetrics.class)
        .hasMessage("A column is differenced in no known way");
  }

  @Test
  void refusesAnIndexThatIsTooGreat() {
    byte[] bytes = written(new long[] {0, 5}, new int[] {2});

    assertThatThrownBy(() -> reader(bytes).getIndices(2, 5))
        .isInstanceOf(CorruptMetrics.class)
        .hasMessage("5 is not below 5");
  }

  private static byte[] written(long[] numbers, int[] series) {
    var out = new ByteWriter();
    try (var columns = new ColumnWriter(out)) {
      columns.put(numbers, series);
    }
    return out.toBytes();
  }

  private static ColumnReader reader(byte[] bytes) {
    return new ColumnReader(new ByteReader(bytes, 0, bytes.length));
  }
}
