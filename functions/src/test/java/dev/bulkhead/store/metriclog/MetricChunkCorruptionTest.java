package dev.bulkhead.store.metriclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.NewerFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricChunkCorruptionTest {
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noticesThatBytesAreMissing(long seed) {
    byte[] chunk = MetricChunk.encode(new AnyPoints(seed).list(100));

    for (int length = 0; length < chunk.length; length++) {
      byte[] cut = Arrays.copyOf(chunk, length);
      assertThatThrownBy(() -> MetricChunk.points(cut)).isInstanceOf(CorruptMetrics.class);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noticesEveryFlippedBit(long seed) {
    byte[] chunk = MetricChunk.encode(new AnyPoints(seed).list(20));

    for (int bit = 0; bit < chunk.length * 8; bit++) {
      byte[] flipped = chunk.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> MetricChunk.points(flipped)).isInstanceOf(CorruptMetrics.class);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void failsInNoOtherWayWhenTheChecksumFits(long seed) {
    var random = new Random(seed);
    byte[] chunk = MetricChunk.encode(new AnyPoints(seed).list(1 + random.nextInt(120)));
    byte[] other = MetricChunk.encode(new AnyPoints(seed + 1).list(1 + random.nextInt(120)));

    for (int i = 0; i < 300; i++) {
      byte[] forged = SealedChunk.of(mutated(body(chunk), body(other), random));
      try {
        assertThat(MetricChunk.points(forged)).hasSizeLessThanOrEqualTo(MetricChunk.MAX_POINTS);
      } catch (CorruptMetrics e) {
        assertThat(e).hasMessageNotContaining("checksum");
      }
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  /** One byte changed, one near the front where the counts are, or a piece of another chunk. */
  private static byte[] mutated(byte[] body, byte[] other, Random random) {
    byte[] mutated = body.clone();
    int at = 1 + random.nextInt(body.length - 1);
    switch (random.nextInt(3)) {
      case 0 -> mutated[at] = (byte) random.nextInt();
      case 1 -> mutated[Math.min(at, 12)] = (byte) (1 << random.nextInt(8));
      default -> {
        int from = random.nextInt(other.length);
        int length = Math.min(random.nextInt(40), Math.min(body.length - at, other.length - from));
        System.arraycopy(other, from, mutated, at, length);
      }
    }
    return mutated;
  }

  private static byte[] body(byte[] chunk) {
    return Arrays.copyOf(chunk, chunk.length - 4);
  }

  @Test
  void refusesAnUnknownVersionAndSaysOfANewerOneWhatItIs() {
    byte[] chunk = body(MetricChunk.encode(List.of(Metric.of("loss", 1, 2, 3))));
    chunk[0] = 2;

    assertThatThrownBy(() -> MetricChunk.points(SealedChunk.of(chunk)))
        .isInstanceOf(NewerFormat.class)
        .hasMessage(
            "A chunk of format 2 was written by a newer release;"
                + " this one knows formats up to 1");

    chunk[0] = 0;
    assertThatThrownBy(() -> MetricChunk.points(SealedChunk.of(chunk)))
        .isInstanceOf(CorruptMetrics.class)
        .hasMessage("A chunk of version 0");
  }

  @Test
  void noticesBytesThatAreLeftOver() {
    byte[] body = body(MetricChunk.encode(List.of(Metric.of("loss", 1, 2, 3))));

    assertThatThrownBy(
            () -> MetricChunk.points(SealedChunk.of(Arrays.copyOf(body, body.length + 2))))
        .isInstanceOf(CorruptMetrics.class)
        .hasMessage("2 bytes too many");
  }
}
