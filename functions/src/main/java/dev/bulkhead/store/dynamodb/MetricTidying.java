package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.store.metriclog.LatestMetrics;
import dev.bulkhead.store.metriclog.MetricChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps metrics items small: whoever finds one full moves its tail into a chunk, and what many
 * chunks say about the latest points into blobs. Each step first writes where the points go and
 * then takes them out of the item, on the condition that nobody else has: who loses that race has
 * done nothing that counts.
 */
final class MetricTidying {
  /** Updates are billed by the kilobyte, up to which the points in the item cost nothing. */
  private static final long MAX_ITEM_BYTES = 1_000;

  private static final long MAX_COUNT = 64;
  private static final int MAX_INLINE_BYTES = 500;

  /** Reading a run reads as many chunks as its item names. */
  private static final int MAX_CHUNKS = 8;

  private final Table table;

  MetricTidying(Table table) {
    this.table = table;
  }

  void tidyIfFull(Place place, Item item) {
    if (MetricsItem.chunkCount(item) >= MAX_CHUNKS
        || MetricsItem.count(item) > MAX_COUNT
        || ItemSize.of(item.attributes()) > MAX_ITEM_BYTES) {
      tidy(place, item);
    }
  }

  /** Makes room in an item as it was read. */
  void tidy(Place place, Item item) {
    MetricsItem full = MetricsItem.decode(item).head();
    Optional<Item> flushed =
        full.tail().isEmpty() && full.summary().isEmpty() ? Optional.of(item) : flush(place, full);
    flushed
        .filter(now -> MetricsItem.chunkCount(now) >= MAX_CHUNKS)
        .ifPresent(now -> fold(place, MetricsItem.decode(now).head()));
  }

  /** Says what the item then is, unless another was faster. */
  private Optional<Item> flush(Place place, MetricsItem full) {
    List<Metric> points = new ArrayList<>(full.tail());
    points.addAll(full.summary());
    byte[] latest = LatestMetrics.encode(LatestMetrics.merge(full.inline(), points));
    ItemUpdate update;
    if (latest.length <= MAX_INLINE_BYTES) {
      var _ = write(place, full.tail());
      update = ChunkSpans.note(full.flushInto(place.metrics(), latest), full.tail());
    } else {
      update = ChunkSpans.note(full.flushInto(place.metrics(), write(place, points)), points);
    }
    return table.updateAndGet(update) instanceof Outcome.Done(Item now)
        ? Optional.of(now)
        : Optional.empty();
  }

  /** Puts points into a chunk, and says its name; of no points there is none to be had. */
  private String write(Place place, List<Metric> points) {
    byte[] chunk = MetricChunk.encode(points);
    String name = ChunkName.of(points, chunk);
    if (!points.isEmpty()) {
      var _ = new MetricChunks(table, place).create(name, chunk);
    }
    return name;
  }

  private void fold(Place place, MetricsItem full) {
    Map<Key, Item> parts = table.getAll(LatestPoints.keys(place, full));
    // The tail stays where it is; that its latest points are in the blobs too does no harm.
    LatestPoints.of(place, full, parts)
        .ifPresent(
            latest -> {
              List<String> blobs = LatestPoints.write(table, place, latest);
              boolean done =
                  table.update(full.fold(place.metrics(), blobs)) instanceof Outcome.Done;
              LatestPoints.delete(table, place, done ? full.blobs() : blobs);
            });
  }
}
