package dev.bulkhead.store.metriclog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
  private final Noise noise = new Noise();

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void deflatingWouldGainNothing(long seed) {
    var random = new Random(seed);
    byte[] raw = new byte[random.nextInt(32, 3_000)];
    int different = random.nextInt(100, 257);
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) random.nextInt(different);
    }

    // Two bytes fewer would make up for the length that stands before what is deflated.
    assertThat(!noise.is(raw) || deflated(raw) > raw.length - 2).isTrue();
  }

  static IntStream seeds() {
    return IntStream.range(0, 500);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 1_000, 2_000})
  void randomBytesAreNoise(int length) {
    var random = new Random(1);
    int found = 0;
    for (int i = 0; i < 100; i++) {
      byte[] raw = new byte[length];
      random.nextBytes(raw);
      found += noise.is(raw) ? 1 : 0;
    }

    // Now and then three bytes come twice.
    assertThat(found).isGreaterThan(80);
  }

  @Test
  void whatRepeatsIsNone() {
    byte[] raw = new byte[512];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) i;
    }

    assertThat(noise.is(raw)).isFalse();
  }

  @Test
  void whatLeansIsNone() {
    byte[] raw = new byte[1_000];
    new Random(1).nextBytes(raw);
    for (int i = 0; i < raw.length; i++) {
      raw[i] &= 0x7F;
    }

    assertThat(noise.is(raw)).isFalse();
  }

  /** One that is used again remembers nothing. */
  @Test
  void eachIsLookedAtByItself() {
    byte[] raw = new byte[500];
    new Random(1).nextBytes(raw);

    assertThat(noise.is(raw)).isTrue();
    assertThat(noise.is(raw)).isTrue();
  }

  private static int deflated(byte[] raw) {
    try (var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
      deflater.setInput(raw);
      deflater.finish();
      return deflater.deflate(new byte[2 * raw.length + 100]);
    }
  }
}
