package dev.bulkhead.store.metriclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import dev.bulkhead.domain.Metric;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Small chunks that claim to be large ones. */
class MetricChunkBombTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void allocatesLittleForAChunkThatClaimsMuch(String message, Consumer<ColumnWriter> writing) {
    byte[] bomb = forged(writing);
    List<Metric> warm = MetricChunk.points(MetricChunk.encode(new AnyPoints(1).list(50)));
    assertThat(warm).hasSize(50);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    Throwable thrown = catchThrowable(() -> MetricChunk.points(bomb));
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(thrown).isInstanceOf(CorruptMetrics.class).hasMessage(message);
    assertThat(allocated).isLessThan(2 << 20);
  }

  static List<Arguments> bombs() {
    return List.of(
        bomb(
            "2147483647 where at most 25000 is possible",
            out -> counts(out, Integer.MAX_VALUE, 1, 0)),
        bomb("-1 where at most 25000 is possible", out -> counts(out, -1, 1, 0)),
        bomb("3 where at most 2 is possible", out -> counts(out, 2, 3, 0)),
        bomb("3 where at most 2 is possible", out -> counts(out, 2, 1, 3)),
        bomb("A string of an impossible length", out -> strings(out, new long[1], Long.MAX_VALUE)),
        bomb("A string of an impossible length", out -> strings(out, new long[1], -1)),
        bomb("A string of an impossible length", out -> strings(out, new long[] {-1}, 1)),
        bomb("The strings have more than 32 MiB", out -> strings(out, new long[] {1}, 32 << 20)),
        bomb(
            "The strings have more than 32 MiB",
            out -> strings(out, new long[] {0, 9 << 20, 9 << 20, 9 << 20, 9 << 20}, 1)),
        bomb(
            "A string has more in common with the one before than that has",
            out -> {
              strings(out, new long[] {7}, 1);
              out.blocks().put(new byte[1]);
            }),
        bomb(
            "20 bytes cannot be 33554432 deflated",
            out -> {
              strings(out, new long[1], 32 << 20);
              deflated(out, new byte[20]);
            }),
        bomb(
            "A block is not as long as it should be",
            out -> {
              strings(out, new long[1], 1_000);
              deflated(out, deflate(new byte[1_000_000]));
            }),
        bomb(
            "A block is not as long as it should be",
            out -> {
              strings(out, new long[1], 1_000_000);
              deflated(out, deflate(new byte[999_999]));
            }),
        bomb(
            "A block is not as long as it should be",
            out -> {
              strings(out, new long[1], 1_000);
              deflated(out, Arrays.copyOf(deflate(new byte[1_000]), 100));
            }),
        bomb(
            "A block cannot be inflated",
            out -> {
              strings(out, new long[1], 100);
              deflated(out, new byte[] {-1, -1, -1, -1});
            }),
        bomb(
            "A block is packed in no known way",
            out -> {
              strings(out, new long[1], 5);
              out.out().put(3);
            }));
  }

  private static Arguments bomb(String message, Consumer<ColumnWriter> writing) {
    return Arguments.of(message, writing);
  }

  private static byte[] forged(Consumer<ColumnWriter> writing) {
    var out = new ByteWriter();
    out.put(1);
    try (var columns = new ColumnWriter(out)) {
      writing.accept(columns);
    }
    return SealedChunk.of(out.toBytes());
  }

  private static void counts(ColumnWriter out, long points, long keys, long origins) {
    out.out().putVarint(points);
    out.out().putVarint(keys);
    out.out().putVarint(origins);
  }

  /** The lengths of so many keys; their bytes do not come. */
  private static void strings(ColumnWriter out, long[] shared, long own) {
    counts(out, shared.length, shared.length, 0);
    out.put(shared);
    long[] rest = new long[shared.length];
    Arrays.fill(rest, own);
    out.put(rest);
  }

  private static void deflated(ColumnWriter out, byte[] bytes) {
    out.out().put(BlockWriter.DEFLATED);
    out.out().putVarint(bytes.length);
    out.out().put(bytes, 0, bytes.length);
  }

  private static byte[] deflate(byte[] raw) {
    var deflater = new Deflater(9, true);
    deflater.setInput(raw);
    deflater.finish();
    byte[] deflated = new byte[raw.length];
    int length = deflater.deflate(deflated);
    deflater.end();
    return Arrays.copyOf(deflated, length);
  }
}
