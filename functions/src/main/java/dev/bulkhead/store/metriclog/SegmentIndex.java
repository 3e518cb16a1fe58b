package dev.bulkhead.store.metriclog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Which blocks a segment has of which key, in the order of its history. */
public record SegmentIndex(Map<String, List<SegmentBlock>> blocks) {
  private static final int VERSION = 1;

  /** Blocks of one segment: more than any writer makes. */
  private static final int MAX_BLOCKS = 1 << 20;

  /** The columns of a block's bounds. */
  private static final List<ToLongFunction<Bounds>> ENDS =
      List.of(Bounds::firstMajor, Bounds::firstMinor, Bounds::lastMajor, Bounds::lastMinor);

  /** The key's blocks; none if there are none. */
  public List<SegmentBlock> of(String key) {
    return blocks.getOrDefault(key, List.of());
  }

  /** The keys that have points. */
  public Set<String> keys() {
    return blocks.keySet();
  }

  /** The index as bytes; docs/metric-log.md has the layout. */
  byte[] encode() {
    List<SegmentBlock> all = blocks.values().stream().flatMap(List::stream).toList();
    int[] series = blocks.values().stream().mapToInt(List::size).toArray();
    var out = new ByteWriter();
    out.put(VERSION);
    out.putVarint(all.size());
    out.putVarint(series.length);
    try (var columns = new ColumnWriter(out)) {
      Texts.write(columns, List.copyOf(blocks.keySet()));
      columns.put(blocks.values().stream().mapToLong(List::size).toArray());
      columns.put(all.stream().mapToLong(SegmentBlock::length).toArray(), series);
      columns.put(all.stream().mapToLong(SegmentBlock::count).toArray(), series);
      for (PointOrder order : PointOrder.values()) {
        for (ToLongFunction<Bounds> end : ENDS) {
          columns.put(
              all.stream().mapToLong(block -> end.applyAsLong(block.bounds(order))).toArray(),
              series);
        }
      }
    }
    return Checksum.seal(out);
  }

  /**
   * The index that was encoded.
   *
   * @throws CorruptMetrics if the bytes are no index that this code can read
   */
  public static SegmentIndex decode(byte[] bytes) {
    ByteReader in = Checksum.open(bytes, "An index", VERSION);
    int count = in.getCount(MAX_BLOCKS);
    int keyCount = in.getCount(count);
    try (var columns = new ColumnReader(in)) {
      List<String> keys = Texts.read(columns, keyCount);
      int[] series = columns.getIndices(keyCount, count + 1);
      List<SegmentBlock> all = blocks(columns, count, series);
      in.expectEnd();
      return new SegmentIndex(byKey(keys, series, all));
    }
  }

  private static List<SegmentBlock> blocks(ColumnReader in, int count, int[] series) {
    if (java.util.stream.IntStream.of(series).asLongStream().sum() != count) {
      throw new CorruptMetrics("An index with blocks of no key");
    }
    long[] lengths = in.get(count, series);
    long[] counts = in.get(count, series);
    List<long[]> ends =
        Stream.generate(() -> in.get(count, series)).limit(2L * ENDS.size()).toList();
    List<SegmentBlock> blocks = new ArrayList<>(count);
    long offset = 0;
    for (int i = 0; i < count; i++) {
      blocks.add(
          new SegmentBlock(
              offset,
              bounded(lengths[i], Integer.MAX_VALUE),
              bounded(counts[i], MetricChunk.MAX_POINTS),
              bounds(ends.subList(0, ENDS.size()), i),
              bounds(ends.subList(ENDS.size(), ends.size()), i)));
      offset = blocks.getLast().end();
    }
    return blocks;
  }

  private static int bounded(long number, int limit) {
    if (number < 1 || number > limit) {
      throw new CorruptMetrics("A block of %d".formatted(number));
    }
    return (int) number;
  }

  private static Bounds bounds(List<long[]> ends, int block) {
    return new Bounds(
        ends.get(0)[block], ends.get(1)[block], ends.get(2)[block], ends.get(3)[block]);
  }

  private static Map<String, List<SegmentBlock>> byKey(
      List<String> keys, int[] series, List<SegmentBlock> all) {
    Map<String, List<SegmentBlock>> blocks = new LinkedHashMap<>();
    int from = 0;
    for (int key = 0; key < series.length; key++) {
      blocks.put(keys.get(key), List.copyOf(all.subList(from, from + series[key])));
      from += series[key];
    }
    return blocks;
  }
}
