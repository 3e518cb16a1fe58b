package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.ChoreRequests;
import dev.bulkhead.store.MetricSample;
import dev.bulkhead.store.Spill;
import dev.bulkhead.store.metriclog.Bounds;
import dev.bulkhead.store.metriclog.MetricSeries;
import dev.bulkhead.store.metriclog.PointOrder;
import dev.bulkhead.store.metriclog.SegmentBlock;
import dev.bulkhead.store.metriclog.SeriesMerge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the points of one metric: from the metrics item, then from chunks, then from segments, the
 * way that points go, so that none is missed that moves meanwhile. One that is met twice is one.
 */
final class MetricHistories {
  private final Table table;
  private final Keys keys;
  private final Spill spill;
  private final ChoreRequests requests;

  MetricHistories(Table table, Keys keys, Spill spill, ChoreRequests requests) {
    this.table = table;
    this.keys = keys;
    this.spill = spill;
    this.requests = requests;
  }

  /** The first points behind a place, or of all. */
  List<Metric> history(RunId id, String key, Optional<Metric> behind, int limit) {
    return table
        .get(keys.run(id).metrics())
        .map(item -> history(id, item, key, behind, limit).points(key))
        .orElse(List.of());
  }

  private MetricSeries history(
      RunId run, Item metrics, String key, Optional<Metric> behind, int limit) {
    Place place = keys.run(run);
    List<MetricSeries> parts = new ArrayList<>();
    parts.add(tail(metrics, key).sorted(PointOrder.HISTORY));
    parts.addAll(
        new ChunkHistory(table, place, unfolded(run), ChunkSpans.widest(metrics))
            .read(key, behind, limit));
    for (SegmentFile file : segments(place)) {
      parts.addAll(file.read(wanted(file.index().of(key), behind, limit), key));
    }
    List<MetricSeries> rests =
        parts.stream().map(part -> rest(part, behind)).map(rest -> first(rest, limit)).toList();
    return first(SeriesMerge.of(rests, PointOrder.HISTORY), limit);
  }

  /** From the block that the place is in, as many as have enough points behind that one. */
  private static List<SegmentBlock> wanted(
      List<SegmentBlock> blocks, Optional<Metric> behind, int limit) {
    Optional<Bounds> place =
        behind.map(point -> Bounds.of(MetricSeries.of(List.of(point)), 0, 1, PointOrder.HISTORY));
    List<SegmentBlock> wanted = new ArrayList<>();
    long sure = 0;
    for (SegmentBlock block : blocks) {
      if (sure >= limit) {
        break;
      }
      if (place.filter(at -> block.history().isBefore(at)).isEmpty()) {
        wanted.add(block);
        // Of a block that the place is in, any number of points may be behind it.
        sure += place.filter(at -> !at.isBefore(block.history())).isPresent() ? 0 : block.count();
      }
    }
    return wanted;
  }

  private static MetricSeries rest(MetricSeries sorted, Optional<Metric> behind) {
    int from = behind.map(point -> sorted.placeBehind(point, PointOrder.HISTORY)).orElse(0);
    return sorted.slice(from, sorted.size());
  }

  private static MetricSeries first(MetricSeries sorted, int limit) {
    return sorted.slice(0, Math.min(sorted.size(), limit));
  }

  /** The points that are in no segment, or were in none until a moment ago. */
  private MetricSeries loose(RunId run, Item metrics, String key) {
    List<MetricSeries> parts = new ArrayList<>();
    parts.add(tail(metrics, key));
    parts.addAll(new MetricChunks(table, keys.run(run)).series(key, unfolded(run)));
    return SeriesMerge.of(
        parts.stream().map(part -> part.sorted(PointOrder.STEPS)).toList(), PointOrder.STEPS);
  }

  private UnfoldedTally unfolded(RunId run) {
    return new UnfoldedTally(requests, run, table.now());
  }

  private static MetricSeries tail(Item metrics, String key) {
    return MetricSeries.of(
        MetricsItem.decode(metrics).tail().stream()
            .filter(point -> point.key().equals(key))
            .toList());
  }

  private List<SegmentFile> segments(Place place) {
    return SegmentDirectory.decode(table.get(place.segments())).segments().stream()
        .map(segment -> new SegmentFile(spill, segment))
        .toList();
  }

  /** The first points of each run. */
  Map<RunId, List<Metric>> histories(Collection<RunId> ids, String key, int limit) {
    return each(ids, key, (run, item) -> history(run, item, key, Optional.empty(), limit));
  }

  /** A sample of each run's points. */
  Map<RunId, List<Metric>> samples(Collection<RunId> ids, String key, MetricSample sample) {
    return each(
        ids,
        key,
        (run, item) -> {
          MetricSeries loose = loose(run, item, key);
          return StepChart.of(key, sample, loose, segments(keys.run(run)));
        });
  }

  private interface Reading {
    MetricSeries read(RunId run, Item metrics);
  }

  /** A run without a metrics item has no chunks either. */
  private Map<RunId, List<Metric>> each(Collection<RunId> ids, String key, Reading reading) {
    Map<RunId, List<Metric>> found = new ConcurrentHashMap<>();
    Map<Key, Item> items = table.getAll(ids.stream().map(id -> keys.run(id).metrics()).toList());
    List<Runnable> tasks = new ArrayList<>();
    for (RunId id : Set.copyOf(ids)) {
      Optional.ofNullable(items.get(keys.run(id).metrics()))
          .ifPresent(item -> tasks.add(() -> found.put(id, reading.read(id, item).points(key))));
    }
    Parallel.run(tasks);
    found.values().removeIf(List::isEmpty);
    return found;
  }
}
