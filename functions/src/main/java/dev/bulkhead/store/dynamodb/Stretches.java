package dev.bulkhead.store.dynamodb;

import dev.bulkhead.store.MetricSample;
import dev.bulkhead.store.metriclog.Bounds;
import dev.bulkhead.store.metriclog.MetricSeries;
import dev.bulkhead.store.metriclog.PointOrder;
import dev.bulkhead.store.metriclog.SegmentBlock;
import dev.bulkhead.store.metriclog.SeriesMerge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Divides the points of a metric into stretches, in the order of steps. Blocks that have steps in
 * common with others, with points that are in no block, or with the ends of the range that is asked
 * for, are read; the others are not.
 */
final class Stretches {
  private final String key;
  private final MetricSample sample;
  private final MetricSeries loose;
  private int at;

  /** Of the points that are in no segment, sorted by steps. */
  Stretches(String key, MetricSample sample, MetricSeries loose) {
    this.key = key;
    this.sample = sample;
    this.loose = within(loose);
  }

  private MetricSeries within(MetricSeries sorted) {
    int from = 0;
    while (from < sorted.size() && sorted.step(from) < sample.fromStep()) {
      from++;
    }
    int to = from;
    while (to < sorted.size() && sorted.step(to) <= sample.toStep()) {
      to++;
    }
    return sorted.slice(from, to);
  }

  /** Together with those in segments. */
  List<Stretch> with(List<SegmentFile> files) {
    List<Stretch.Unread> blocks = blocks(files);
    List<Stretch> stretches = new ArrayList<>();
    int next = 0;
    while (next < blocks.size()) {
      int first = next;
      Bounds bounds = blocks.get(next++).steps();
      while (next < blocks.size() && !bounds.isBefore(blocks.get(next).steps())) {
        bounds = bounds.with(blocks.get(next++).steps());
      }
      stretches.add(new Stretch.Known(looseBefore(bounds)));
      stretches.add(stretch(blocks.subList(first, next), looseWithin(bounds)));
    }
    stretches.add(new Stretch.Known(loose.slice(at, loose.size())));
    return stretches;
  }

  private List<Stretch.Unread> blocks(List<SegmentFile> files) {
    List<Stretch.Unread> blocks = new ArrayList<>();
    for (SegmentFile file : files) {
      for (SegmentBlock block : file.index().of(key)) {
        if (block.steps().lastMajor() >= sample.fromStep()
            && block.steps().firstMajor() <= sample.toStep()) {
          blocks.add(new Stretch.Unread(file, block));
        }
      }
    }
    blocks.sort(Comparator.comparing(Stretch.Unread::steps, Bounds.BY_FIRST));
    return blocks;
  }

  private MetricSeries looseBefore(Bounds bounds) {
    int from = at;
    while (at < loose.size() && stepAt().isBefore(bounds)) {
      at++;
    }
    return loose.slice(from, at);
  }

  private MetricSeries looseWithin(Bounds bounds) {
    int from = at;
    while (at < loose.size() && !bounds.isBefore(stepAt())) {
      at++;
    }
    return loose.slice(from, at);
  }

  private Bounds stepAt() {
    return Bounds.of(loose, at, at + 1, PointOrder.STEPS);
  }

  private Stretch stretch(List<Stretch.Unread> blocks, MetricSeries among) {
    Stretch.Unread first = blocks.getFirst();
    if (blocks.size() == 1
        && among.size() == 0
        && sample.has(first.steps().firstMajor())
        && sample.has(first.steps().lastMajor())) {
      return first;
    }
    List<MetricSeries> parts = new ArrayList<>(List.of(among));
    for (SegmentFile file : blocks.stream().map(Stretch.Unread::file).distinct().toList()) {
      file.read(
          blocks.stream().filter(block -> block.file() == file).map(Stretch.Unread::block).toList(),
          key,
          (_, points) -> parts.add(within(points.sorted(PointOrder.STEPS))));
    }
    return new Stretch.Known(SeriesMerge.of(parts, PointOrder.STEPS));
  }
}
