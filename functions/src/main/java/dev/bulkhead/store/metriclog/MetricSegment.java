package dev.bulkhead.store.metriclog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Points of one run put together by key: blocks, key by key in the order of its history, then the
 * index that finds them. Each block is a {@link MetricChunk} of its own, so that a reader unpacks
 * none but those it needs.
 *
 * @param bytes the blocks and behind them the index
 * @param indexLength how many of the bytes are the index
 * @param points how many points there are
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MetricSegment(byte[] bytes, int indexLength, long points) {
  /** A chart of 320 points out of a million unpacks one block in six. */
  static final int BLOCK_POINTS = 512;

  /** Packs series that are sorted by history. */
  public static MetricSegment of(SortedMap<String, MetricSeries> series) {
    var out = new ByteWriter();
    Map<String, List<SegmentBlock>> blocks = new LinkedHashMap<>();
    long points = 0;
    for (Map.Entry<String, MetricSeries> entry : series.entrySet()) {
      blocks.put(entry.getKey(), write(out, entry.getKey(), entry.getValue()));
      points += entry.getValue().size();
    }
    byte[] index = new SegmentIndex(blocks).encode();
    out.put(index, 0, index.length);
    return new MetricSegment(out.toBytes(), index.length, points);
  }

  private static List<SegmentBlock> write(ByteWriter out, String key, MetricSeries series) {
    List<SegmentBlock> blocks = new ArrayList<>();
    for (int from = 0; from < series.size(); from += BLOCK_POINTS) {
      MetricSeries part = series.slice(from, Math.min(series.size(), from + BLOCK_POINTS));
      MetricSeries bySteps = part.sorted(PointOrder.STEPS);
      byte[] packed = MetricChunk.encode(part.points(key));
      blocks.add(
          new SegmentBlock(
              out.size(),
              packed.length,
              part.size(),
              Bounds.of(part, 0, part.size(), PointOrder.HISTORY),
              Bounds.of(bySteps, 0, bySteps.size(), PointOrder.STEPS)));
      out.put(packed, 0, packed.length);
    }
    return blocks;
  }
}
