package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.store.metriclog.MetricChunk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A subject's packed points. A chunk is named by its content, so that the same points logged again
 * are the same item.
 */
final class MetricChunks {
  private static final String POINTS = "d";

  /** An item holds 400 KB, with its key and name. */
  private static final int MAX_BYTES = 380 * 1024;

  private final Table table;
  private final Place place;

  MetricChunks(Table table, Place place) {
    this.table = table;
    this.place = place;
  }

  /** Packs the points into chunks that fit items. */
  static Map<String, byte[]> pack(List<Metric> points) {
    Map<String, byte[]> chunks = new HashMap<>();
    for (byte[] chunk : packed(points, MAX_BYTES)) {
      chunks.put(Digest.of(chunk).text(), chunk);
    }
    return chunks;
  }

  static List<byte[]> packed(List<Metric> points, int maxBytes) {
    byte[] chunk = MetricChunk.encode(points);
    if (chunk.length <= maxBytes) {
      return List.of(chunk);
    }
    int half = points.size() / 2;
    List<byte[]> halves = new ArrayList<>(packed(points.subList(0, half), maxBytes));
    halves.addAll(packed(points.subList(half, points.size()), maxBytes));
    return halves;
  }

  /** Stores a chunk; says whether it was not there before. */
  boolean create(String name, byte[] chunk) {
    return table.create(place.chunk(name), Map.of(POINTS, Values.of(chunk)));
  }

  void delete(Collection<String> names) {
    names.forEach(name -> table.delete(place.chunk(name)));
  }

  /** The points of a chunk's item. */
  static List<Metric> points(Item chunk) {
    return chunk.optionalBytes(POINTS).map(MetricChunk::points).orElse(List.of());
  }

  /** The points of one key in all chunks that are there, chunk by chunk. */
  List<List<Metric>> points(String key) {
    List<List<Metric>> points = new ArrayList<>();
    Optional<Range> rest = Optional.of(Range.startingWith(place.partition(), Place.CHUNKS));
    while (rest.isPresent()) {
      QueryPage page = table.query(rest.get(), Integer.MAX_VALUE);
      for (Item chunk : page.items()) {
        chunk.optionalBytes(POINTS).ifPresent(bytes -> points.add(MetricChunk.points(bytes, key)));
      }
      rest = page.rest();
    }
    return points;
  }
}
