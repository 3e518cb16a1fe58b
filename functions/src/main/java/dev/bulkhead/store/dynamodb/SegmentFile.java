package dev.bulkhead.store.dynamodb;

import dev.bulkhead.store.Spill;
import dev.bulkhead.store.metriclog.MetricChunk;
import dev.bulkhead.store.metriclog.MetricSeries;
import dev.bulkhead.store.metriclog.SegmentBlock;
import dev.bulkhead.store.metriclog.SegmentIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/** Reads a segment: its index at once, of its blocks those that are asked for. */
final class SegmentFile {
  /** Reading on over so many bytes is faster than asking S3 once more. */
  private static final int GAP = 64 * 1024;

  /** As many bytes are in memory at once. */
  private static final int MAX_BYTES = 4 << 20;

  private final Spill spill;
  private final Segment segment;
  private final SegmentIndex index;

  SegmentFile(Spill spill, Segment segment) {
    this.spill = spill;
    this.segment = segment;
    this.index =
        SegmentIndex.decode(
            spill.get(
                segment.name(), segment.length() - segment.indexLength(), segment.indexLength()));
  }

  Segment segment() {
    return segment;
  }

  SegmentIndex index() {
    return index;
  }

  /** Hands over the points of each of these blocks of a key, sorted by history. */
  void read(List<SegmentBlock> blocks, String key, BiConsumer<SegmentBlock, MetricSeries> to) {
    List<SegmentBlock> rest =
        blocks.stream().sorted(Comparator.comparingLong(SegmentBlock::offset)).toList();
    while (!rest.isEmpty()) {
      List<SegmentBlock> together = rest.subList(0, readable(rest));
      long from = together.getFirst().offset();
      byte[] bytes = spill.get(segment.name(), from, (int) (together.getLast().end() - from));
      for (SegmentBlock block : together) {
        int at = (int) (block.offset() - from);
        to.accept(
            block, MetricChunk.series(Arrays.copyOfRange(bytes, at, at + block.length()), key));
      }
      rest = rest.subList(together.size(), rest.size());
    }
  }

  /** How many of the blocks can be read by asking once; at least one. */
  private static int readable(List<SegmentBlock> blocks) {
    int count = 1;
    while (count < blocks.size()
        && blocks.get(count).offset() - blocks.get(count - 1).end() <= GAP
        && blocks.get(count).end() - blocks.getFirst().offset() <= MAX_BYTES) {
      count++;
    }
    return count;
  }

  /** The points of these blocks of a key, one series for each. */
  List<MetricSeries> read(List<SegmentBlock> blocks, String key) {
    List<MetricSeries> series = new ArrayList<>();
    read(blocks, key, (_, points) -> series.add(points));
    return series;
  }
}
