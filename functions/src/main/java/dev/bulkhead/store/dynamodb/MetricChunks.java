package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.store.metriclog.MetricChunk;
import dev.bulkhead.store.metriclog.MetricSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A subject's packed points. A chunk is named by its content, so that the same points logged again
 * are the same item.
 */
final class MetricChunks {
  private static final String POINTS = "d";
  private static final String TIME = "a";

  /**
   * A chunk that is written again renews its time if that is older: who folds chunks leaves alone
   * what may be about to be named by an item.
   */
  private static final Duration FRESH = Duration.ofSeconds(15);

  /** Longer than a call lives, which is 29 s, that began when a chunk was still fresh. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

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
    packed(points, MAX_BYTES, (some, chunk) -> chunks.put(ChunkName.of(some, chunk), chunk));
    return chunks;
  }

  /** Hands over as many of the points as fit together, and what they are packed. */
  static void packed(List<Metric> points, int maxBytes, BiConsumer<List<Metric>, byte[]> to) {
    byte[] chunk = MetricChunk.encode(points);
    if (chunk.length <= maxBytes) {
      to.accept(points, chunk);
    } else {
      int half = points.size() / 2;
      packed(points.subList(0, half), maxBytes, to);
      packed(points.subList(half, points.size()), maxBytes, to);
    }
  }

  /**
   * Stores a chunk; says whether it was not there before. It stays for some minutes at least,
   * though the same chunk may have been there for long and be folded right now.
   */
  boolean create(String name, byte[] chunk) {
    Instant now = table.now();
    Map<String, AttributeValue> attributes = Map.of(POINTS, Values.of(chunk), TIME, Values.of(now));
    boolean created =
        switch (table.putUnlessAtLeast(place.chunk(name), attributes, TIME, now.minus(FRESH))) {
          case Outcome.Done(Item before) -> before.attributes().isEmpty();
          case Outcome.Refused _ -> false;
        };
    // By chance, as names have it: a run that is marked for nothing costs one look.
    if (created && ChunkName.isOneIn32(name)) {
      place.mark().ifPresent(mark -> table.put(mark, Map.of()));
    }
    return created;
  }

  /** Whether no call is about to name the chunk, unless it writes it anew first. */
  static boolean isSettled(Item chunk, Instant now) {
    return !chunk.has(TIME) || chunk.instant(TIME).isBefore(now.minus(SETTLED));
  }

  /** Deletes a chunk, unless it was written anew since it was read. */
  void deleteAsRead(Item chunk) {
    ItemUpdate unchanged = new ItemUpdate(Key.of(chunk));
    var _ =
        table.delete(
            chunk.has(TIME)
                ? unchanged.when(TIME, Values.of(chunk.instant(TIME)))
                : unchanged.whenAbsent(TIME));
  }

  void delete(Collection<String> names) {
    names.forEach(name -> table.delete(place.chunk(name)));
  }

  /** The points of a chunk's item. */
  static List<Metric> points(Item chunk) {
    return chunk.optionalBytes(POINTS).map(MetricChunk::points).orElse(List.of());
  }

  static byte[] bytes(Item chunk) {
    return chunk.optionalBytes(POINTS).orElseThrow();
  }

  /** The name of a chunk's item. */
  static String name(Item chunk) {
    return Key.of(chunk).sort().substring(Place.CHUNKS.length());
  }

  /** The points of one key in each chunk that is there. */
  List<MetricSeries> series(String key, UnfoldedTally unfolded) {
    List<MetricSeries> series = new ArrayList<>();
    Optional<Range> rest = Optional.of(range());
    while (rest.isPresent()) {
      QueryPage page = table.query(rest.get(), Integer.MAX_VALUE);
      for (Item chunk : page.items()) {
        unfolded.read(chunk);
        series.add(MetricChunk.series(bytes(chunk), key));
      }
      rest = page.rest();
    }
    return series;
  }

  /** Where the chunks lie. */
  Range range() {
    return Range.startingWith(place.partition(), Place.CHUNKS);
  }
}
