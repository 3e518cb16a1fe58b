package dev.bulkhead.store.metriclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Metric;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MetricPointTest {
  private static final Metric LOSS =
      new Metric("loss", 0.5, 300, -2, Optional.of("m-1"), Optional.empty(), Optional.of("d"));

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void givesBackThePointThatWentIn(long seed) {
    for (Metric point : new AnyPoints(seed).list(200)) {
      assertThat(MetricPoint.decode(MetricPoint.encode(point))).isEqualTo(point);
    }
  }

  /** DynamoDB compares the bytes with what is stored, so these bytes can never change. */
  @Test
  void writesItsVersionOneToTheByte() {
    byte[] bytes = MetricPoint.encode(LOSS);

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo("0d" + "046c6f7373" + "03" + "ac02" + "3fe0000000000000" + "036d2d31" + "0164");
  }

  @Test
  void pointsWithAnyNaNAreTheSameBytes() {
    byte[] odd =
        MetricPoint.encode(
            Metric.of("loss", Double.longBitsToDouble(0xFFF0_0000_0000_0001L), 1, 2));

    assertThat(odd).isEqualTo(MetricPoint.encode(Metric.of("loss", Double.NaN, 1, 2)));
  }

  @ParameterizedTest
  @MethodSource("others")
  void differentPointsAreDifferentBytes(Metric other) {
    assertThat(MetricPoint.encode(other)).isNotEqualTo(MetricPoint.encode(LOSS));
  }

  static List<Metric> others() {
    Optional<String> none = Optional.empty();
    Optional<String> model = Optional.of("m-1");
    Optional<String> digest = Optional.of("d");
    return List.of(
        new Metric("losS", 0.5, 300, -2, model, none, digest),
        new Metric("loss", -0.5, 300, -2, model, none, digest),
        new Metric("loss", 0.5, 301, -2, model, none, digest),
        new Metric("loss", 0.5, 300, 2, model, none, digest),
        new Metric("loss", 0.5, 300, -2, none, model, digest),
        new Metric("loss", 0.5, 300, -2, model, digest, none));
  }

  @Test
  void noticesThatBytesAreMissing() {
    byte[] bytes = MetricPoint.encode(LOSS);

    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> MetricPoint.decode(cut)).isInstanceOf(CorruptMetrics.class);
    }
  }

  @ParameterizedTest
  @MethodSource("corrupt")
  void refusesWhatIsNoPoint(String hex, String message) {
    assertThatThrownBy(() -> MetricPoint.decode(HexFormat.of().parseHex(hex)))
        .isInstanceOf(CorruptMetrics.class)
        .hasMessage(message);
  }

  static List<Arguments> corrupt() {
    return List.of(
        Arguments.of("10016100003ff0000000000000", "A point of version 2"),
        Arguments.of("08016100003ff000000000000000", "1 bytes too many"),
        Arguments.of("0801ff00003ff0000000000000", "A string is not UTF-8"),
        Arguments.of("08ffffffff0761", "2147483647 where at most 6 is possible"));
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }
}
