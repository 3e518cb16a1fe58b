package dev.bulkhead.store.dynamodb;

import dev.bulkhead.store.MetricSample;
import dev.bulkhead.store.metriclog.MetricSeries;
import dev.bulkhead.store.metriclog.PointOrder;
import dev.bulkhead.store.metriclog.SegmentBlock;
import dev.bulkhead.store.metriclog.SeriesMerge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;

/**
 * Takes a sample of a metric's points without reading all of them: where a point of the sample lies
 * is told by how many points each stretch has, and only blocks that have one are read.
 */
final class StepChart {
  private static final int[] NONE = {};

  private final String key;
  private final MetricSample sample;
  private final List<MetricSeries> picked = new ArrayList<>();
  private final Map<SegmentFile, Map<SegmentBlock, int[]>> unread = new HashMap<>();

  private StepChart(String key, MetricSample sample) {
    this.key = key;
    this.sample = sample;
  }

  /** The sample, of loose points that are sorted by steps and of those in segments. */
  static MetricSeries of(
      String key, MetricSample sample, MetricSeries loose, List<SegmentFile> files) {
    var chart = new StepChart(key, sample);
    chart.mark(new Stretches(key, sample, loose).with(files));
    chart.unread.forEach(chart::read);
    return SeriesMerge.of(chart.picked, PointOrder.STEPS);
  }

  private void mark(List<Stretch> stretches) {
    long count = stretches.stream().mapToLong(Stretch::count).sum();
    PrimitiveIterator.OfLong places = sample.places(count).iterator();
    long begin = 0;
    long place = next(places);
    for (Stretch stretch : stretches) {
      var within = new ArrayList<Integer>();
      while (place < begin + stretch.count()) {
        within.add((int) (place - begin));
        place = next(places);
      }
      begin += stretch.count();
      mark(stretch, within.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  private static long next(PrimitiveIterator.OfLong places) {
    return places.hasNext() ? places.nextLong() : Long.MAX_VALUE;
  }

  private void mark(Stretch stretch, int[] places) {
    if (places.length == 0) {
      return;
    }
    switch (stretch) {
      case Stretch.Known(MetricSeries points) -> picked.add(points.select(places));
      case Stretch.Unread(SegmentFile file, SegmentBlock block) ->
          unread.computeIfAbsent(file, _ -> new HashMap<>()).put(block, places);
    }
  }

  private void read(SegmentFile file, Map<SegmentBlock, int[]> blocks) {
    file.read(
        List.copyOf(blocks.keySet()),
        key,
        (block, points) ->
            picked.add(points.sorted(PointOrder.STEPS).select(blocks.getOrDefault(block, NONE))));
  }
}
