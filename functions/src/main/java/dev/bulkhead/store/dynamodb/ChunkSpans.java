package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Metric;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Over how much time a subject's chunks go, each noted in the metrics item, in bits of its
 * milliseconds, by the write that makes its points seen. A set only grows, so that two who note at
 * once lose nothing.
 */
final class ChunkSpans {
  private static final String SPANS = "w";

  /** Is there if all chunks of the subject are noted: not so in items from before any were. */
  private static final long FROM_THE_START = -1;

  private ChunkSpans() {}

  /** The milliseconds that no chunk goes over, if that is known. */
  static OptionalLong widest(Item metrics) {
    List<Long> spans = metrics.numbers(SPANS);
    return spans.contains(FROM_THE_START)
        ? OptionalLong.of(span(Math.toIntExact(Collections.max(spans))))
        : OptionalLong.empty();
  }

  private static long span(int bits) {
    return bits >= Long.SIZE - 1 ? Long.MAX_VALUE : (1L << Math.max(bits, 0)) - 1;
  }

  /** Whether a chunk of these points need not be noted. */
  static boolean has(Item metrics, List<Metric> packed) {
    return packed.isEmpty() || metrics.numbers(SPANS).contains(bits(packed));
  }

  /** Has an update note a chunk of these points, if there are any. */
  static ItemUpdate note(ItemUpdate update, List<Metric> packed) {
    return packed.isEmpty() ? update : update.unite(SPANS, set(Stream.of(bits(packed))));
  }

  /** What a new item is to have: that all chunks will be noted, and one of these points, if any. */
  static Map<String, AttributeValue> begin(List<Metric> packed) {
    Stream<Long> first = packed.isEmpty() ? Stream.empty() : Stream.of(bits(packed));
    return Map.of(SPANS, set(Stream.concat(Stream.of(FROM_THE_START), first)));
  }

  private static AttributeValue set(Stream<Long> numbers) {
    return AttributeValue.fromNs(numbers.map(String::valueOf).toList());
  }

  private static long bits(List<Metric> points) {
    var times = points.stream().mapToLong(Metric::timestamp).summaryStatistics();
    // A difference too great for a long is negative, and has all bits.
    return (long) Long.SIZE - Long.numberOfLeadingZeros(times.getMax() - times.getMin());
  }
}
