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
    int kept = kept(segments, count(parts));
    for (Segment old : segments.subList(kept, segments.size())) {
      var file = new SegmentFile(spill, old);
      file.index()
          .keys()
          .forEach(key -> file.read(file.index().of(key), key).forEach(s -> add(parts, key, s)));
    }
    TreeMap<String, MetricSeries> merged = new TreeMap<>();
    parts.forEach((key, some) -> merged.put(key, SeriesMerge.of(some, PointOrder.HISTORY)));
    segments.subList(0, kept).forEach(old -> subtract(new SegmentFile(spill, old), merged));
    merged.values().removeIf(series -> series.size() == 0);
    return new FoldedSegments(
        segments.subList(0, kept),
        merged.isEmpty() ? Optional.empty() : Optional.of(MetricSegment.of(merged)));
  }

  private static void add(Map<String, List<MetricSeries>> parts, String key, MetricSeries series) {
    parts.computeIfAbsent(key, _ -> new ArrayList<>()).add(series);
  }

  private static long count(Map<String, List<MetricSeries>> parts) {
    return parts.values().stream().flatMap(List::stream).mapToLong(MetricSeries::size).sum();
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
