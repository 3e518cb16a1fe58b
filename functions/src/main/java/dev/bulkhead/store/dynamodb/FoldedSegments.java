package dev.bulkhead.store.dynamodb;

import dev.bulkhead.store.Spill;
import dev.bulkhead.store.metriclog.Bounds;
import dev.bulkhead.store.metriclog.MetricChunk;
import dev.bulkhead.store.metriclog.MetricSegment;
import dev.bulkhead.store.metriclog.MetricSeries;
import dev.bulkhead.store.metriclog.PointOrder;
import dev.bulkhead.store.metriclog.SegmentBlock;
import dev.bulkhead.store.metriclog.SeriesMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What becomes of a run's segments when chunks are folded into them: those of about the size of
 * what is new are written anew with it, so that their number grows as the logarithm of the points;
 * the others are kept, and what they have already is left out of the new one.
 *
 * @param added nothing if there is no point that is new
 */
record FoldedSegments(List<Segment> kept, Optional<MetricSegment> added) {
  /** A segment of more points is never written anew. */
  private static final long MAX_POINTS = 2 * FoldableChunks.MAX_POINTS;

  static FoldedSegments of(Spill spill, List<Segment> segments, List<Item> chunks) {
    Map<String, List<MetricSeries>> parts = new TreeMap<>();
    chunks.forEach(
        chunk ->
            MetricChunk.series(MetricChunks.bytes(chunk))
                .forEach((key, series) -> add(parts, key, series.sorted(PointOrder.HISTORY))));
    Map<String, MetricSeries> news = merged(parts);
    segments.forEach(old -> subtract(new SegmentFile(spill, old), news));
    news.values().removeIf(series -> series.size() == 0);
    return news.isEmpty()
        ? new FoldedSegments(segments, Optional.empty())
        : with(spill, segments, news);
  }

  private static FoldedSegments with(
      Spill spill, List<Segment> segments, Map<String, MetricSeries> news) {
    int kept = kept(segments, news.values().stream().mapToLong(MetricSeries::size).sum());
    Map<String, List<MetricSeries>> parts = new TreeMap<>();
    news.forEach((key, series) -> add(parts, key, series));
    for (Segment old : segments.subList(kept, segments.size())) {
      var file = new SegmentFile(spill, old);
      for (String key : file.index().keys()) {
        file.read(file.index().of(key), key).forEach(series -> add(parts, key, series));
      }
    }
    return new FoldedSegments(
        List.copyOf(segments.subList(0, kept)), Optional.of(MetricSegment.of(merged(parts))));
  }

  private static SortedMap<String, MetricSeries> merged(Map<String, List<MetricSeries>> parts) {
    SortedMap<String, MetricSeries> merged = new TreeMap<>();
    parts.forEach((key, some) -> merged.put(key, SeriesMerge.of(some, PointOrder.HISTORY)));
    return merged;
  }

  private static void add(Map<String, List<MetricSeries>> parts, String key, MetricSeries series) {
    parts.computeIfAbsent(key, _ -> new ArrayList<>()).add(series);
  }

  /** How many of the segments are so much greater than what comes after them that they stay. */
  private static int kept(List<Segment> segments, long added) {
    int kept = segments.size();
    long points = added;
    while (kept > 0
        && segments.get(kept - 1).points() <= 2 * points
        && segments.get(kept - 1).points() + points <= MAX_POINTS) {
      points += segments.get(--kept).points();
    }
    return kept;
  }

  /** Takes out what the segment has; only blocks are read that may have any of it. */
  private static void subtract(SegmentFile file, Map<String, MetricSeries> from) {
    from.replaceAll(
        (key, series) -> {
          if (series.size() == 0) {
            return series;
          }
          Bounds bounds = Bounds.of(series, 0, series.size(), PointOrder.HISTORY);
          List<SegmentBlock> meeting =
              file.index().of(key).stream().filter(block -> block.history().meets(bounds)).toList();
          MetricSeries left = series;
          for (MetricSeries known : file.read(meeting, key)) {
            left = left.without(known, PointOrder.HISTORY);
          }
          return left;
        });
  }
}
