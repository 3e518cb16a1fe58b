package dev.bulkhead.store.metriclog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueFormTest {

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void losesNoBitOfADouble(long seed) {
    var form = new DoubleForm();

    new Random(seed)
        .longs(1_000)
        .mapToDouble(Double::longBitsToDouble)
        .forEach(value -> assertSameBits(form.value(form.number(value)), value));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void losesNoBitOfAFloat(long seed) {
    var form = new FloatForm();

    new Random(seed)
        .ints(1_000)
        .mapToDouble(Float::intBitsToFloat)
        .forEach(value -> assertSameBits(form.value(form.number(value)), value));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void losesNoBitOfADecimal(long seed) {
    var random = new Random(seed);
    int digits = random.nextInt(13);
    double[] values =
        random
            .longs(1_000, -(1L << 50), 1L << 50)
            .map(whole -> whole >> random.nextInt(50))
            .mapToDouble(whole -> Double.parseDouble(whole + "e-" + digits))
            .toArray();

    DecimalForm form = DecimalForm.of(values, 0, values.length).orElseThrow();

    assertThat(form.digits()).isLessThanOrEqualTo(digits);
    DoubleStream.of(values).forEach(value -> assertSameBits(form.value(form.number(value)), value));
  }

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  private static void assertSameBits(double actual, double expected) {
    assertThat(Double.doubleToLongBits(actual)).isEqualTo(Double.doubleToLongBits(expected));
  }

  @Test
  void numbersOfDoublesAscendAsTheDoublesDo() {
    var form = new DoubleForm();

    assertThat(
            DoubleStream.of(-1e300, -1, -Double.MIN_VALUE, -0.0, 0.0, Double.MIN_VALUE, 1, 1e300)
                .mapToLong(form::number)
                .boxed())
        .isSorted();
  }

  @Test
  void roundedValuesAreDecimals() {
    assertThat(shortest(0.91, 0.9, 0.925)).isEqualTo(new DecimalForm(3));
  }

  @Test
  void countsAreDecimalsWithoutDigits() {
    assertThat(shortest(64, 128, 1L << 40)).isEqualTo(new DecimalForm(0));
  }

  @Test
  void fractionsOfPowersOfTwoAreFloats() {
    assertThat(shortest(1 / 512.0, 3 / 512.0, 511 / 512.0)).isEqualTo(new FloatForm());
  }

  @Test
  void negativeZeroIsNoDecimal() {
    assertThat(shortest(-0.0)).isEqualTo(new FloatForm());
  }

  @Test
  void aValueTooGreatForTheDigitsOfAnotherIsNoDecimal() {
    assertThat(shortest(1L << 53, 0.001)).isEqualTo(new DoubleForm());
  }

  @Test
  void whatIsNeitherIsADouble() {
    assertThat(shortest(0.5, 1 / 3.0)).isEqualTo(new DoubleForm());
  }

  private static ValueForm shortest(double... values) {
    return ValueForm.shortest(values, 0, values.length);
  }
}
