package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.store.Chance;
import dev.bulkhead.store.metriclog.LatestMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A subject's latest points, of its metrics item and of what that names. */
final class LatestPoints {
  private static final String POINTS = "d";
  private static final int MAX_BYTES = 380 * 1024;

  private LatestPoints() {}

  /** What must be read besides the item itself. */
  static List<Key> keys(Place place, MetricsItem item) {
    List<Key> keys = new ArrayList<>();
    item.blobs().forEach(name -> keys.add(place.latest(name)));
    item.chunks().forEach(name -> keys.add(place.chunk(name)));
    return keys;
  }

  /** The latest points by key; nothing if the item has changed since it was read. */
  static Optional<Map<String, Metric>> of(Place place, MetricsItem item, Map<Key, Item> parts) {
    Map<String, Metric> latest = item.latestHere();
    for (String name : item.blobs()) {
      Optional<Map<String, Metric>> blob =
          Optional.ofNullable(parts.get(place.latest(name)))
              .flatMap(part -> part.optionalBytes(POINTS))
              .map(LatestMetrics::decode);
      if (blob.isEmpty()) {
        return Optional.empty();
      }
      latest = LatestMetrics.merge(latest, blob.get().values());
    }
    for (String name : item.chunks()) {
      // Named by a writer that was then refused and took its chunk back: see MetricLog.
      Optional<Item> chunk = Optional.ofNullable(parts.get(place.chunk(name)));
      latest = LatestMetrics.merge(latest, chunk.map(MetricChunks::points).orElse(List.of()));
    }
    return Optional.of(latest);
  }

  /** Stores latest points in items that have never been before; says under which names. */
  static List<String> write(Table table, Place place, Map<String, Metric> latest) {
    List<String> names = new ArrayList<>();
    MetricChunks.packed(
        List.copyOf(latest.values()),
        MAX_BYTES,
        (_, blob) -> {
          String name = Chance.name();
          table.put(place.latest(name), Map.of(POINTS, Values.of(blob)));
          names.add(name);
        });
    return names;
  }

  static void delete(Table table, Place place, List<String> names) {
    names.forEach(name -> table.delete(place.latest(name)));
  }
}
