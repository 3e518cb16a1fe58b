package dev.bulkhead.store.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Run;
import dev.bulkhead.tenancy.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SegmentFormatTest {
  private static final SegmentId ID =
      new SegmentId(new TenantId("acme"), AnyRuns.EXPERIMENT, "0123456789abcdef");

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  static Stream<SegmentId> others() {
    return Stream.of(
        new SegmentId(new TenantId("acme2"), ID.experiment(), ID.name()),
        new SegmentId(ID.tenant(), new ExperimentId("7"), ID.name()),
        new SegmentId(ID.tenant(), ID.experiment(), "0123456789abcdee"));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyBitOfEveryRunComesBack(long seed) {
    List<Run> runs = new AnyRuns(seed).list((int) (seed * seed / 4));
    List<Run> sorted =
        runs.stream().sorted(Comparator.comparing((Run run) -> run.info().id())).toList();

    Segment segment = SegmentFormat.decode(ID, SegmentFormat.encode(ID, runs));

    // Doubles are compared by their bits: -0.0 is not 0.0, and NaN is NaN.
    assertThat(IntStream.range(0, segment.rows()).mapToObj(segment::run).toList())
        .as("seed %d", seed)
        .isEqualTo(sorted);
    assertThat(sorted)
        .allSatisfy(
            run ->
                assertThat(segment.runId(segment.row(run.info().id()))).isEqualTo(run.info().id()));
  }

  @Test
  void equalRunsAreEqualBytesInWhateverOrder() {
    List<Run> runs = new AnyRuns(1).list(50);

    assertThat(SegmentFormat.encode(ID, runs.reversed())).isEqualTo(SegmentFormat.encode(ID, runs));
  }

  @Test
  void refusesBytesWithAnyBitChanged() {
    byte[] bytes = SegmentFormat.encode(ID, new AnyRuns(2).list(9));
    var random = new Random(2);

    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));

      assertThatThrownBy(() -> SegmentFormat.decode(ID, damaged))
          .isInstanceOf(CorruptSegment.class);
    }
  }

  @Test
  void refusesBytesThatEndTooEarly() {
    byte[] bytes = SegmentFormat.encode(ID, new AnyRuns(3).list(9));

    for (int length = 0; length < bytes.length; length++) {
      byte[] shorter = java.util.Arrays.copyOf(bytes, length);

      assertThatThrownBy(() -> SegmentFormat.decode(ID, shorter))
          .isInstanceOf(CorruptSegment.class);
    }
  }

  @ParameterizedTest
  @MethodSource("others")
  void refusesAnotherSegmentThanTheOneAskedFor(SegmentId other) {
    byte[] bytes = SegmentFormat.encode(ID, new AnyRuns(4).list(9));

    assertThatThrownBy(() -> SegmentFormat.decode(other, bytes))
        .isInstanceOf(CorruptSegment.class)
        .hasMessageContaining("another one");
  }
}
