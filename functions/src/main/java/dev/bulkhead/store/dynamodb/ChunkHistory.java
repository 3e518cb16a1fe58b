package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.Metric;
import dev.bulkhead.store.metriclog.MetricChunk;
import dev.bulkhead.store.metriclog.MetricSeries;
import dev.bulkhead.store.metriclog.PointOrder;
import dev.bulkhead.store.metriclog.SeriesMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads a page of one key's history from chunks. These lie in the order of their earliest
 * timestamps, and none goes over more time than the metrics item says: so reading begins where the
 * first may be that has points behind the place, and ends where no later one can have any of the
 * page.
 *
 * @param unfolded counts the chunks that are read
 * @param widest the milliseconds that no chunk goes over; if it is not known, all chunks are read
 */
record ChunkHistory(Table table, Place place, UnfoldedTally unfolded, OptionalLong widest) {
  private static final int FIRST_CHUNKS = 8;
  private static final int FEWEST_CHUNKS = 4;

  /** The points behind a place, of each chunk that has any; at least the first so many of all. */
  List<MetricSeries> read(String key, Optional<Metric> behind, int limit) {
    List<MetricSeries> found = new ArrayList<>();
    Optional<Range> rest = Optional.of(from(behind));
    int chunks = widest.isPresent() ? FIRST_CHUNKS : Integer.MAX_VALUE;
    while (rest.isPresent()) {
      QueryPage page = table.query(rest.get(), chunks);
      for (Item chunk : page.items()) {
        unfolded.read(chunk);
        MetricSeries series = behind(chunk, key, behind);
        if (series.size() > 0) {
          found.add(series);
        }
      }
      rest = page.rest().filter(_ -> !isEnough(found, key, limit, page.items()));
      chunks = likely(found, limit);
    }
    return found;
  }

  private Range from(Optional<Metric> behind) {
    Range all = Range.startingWith(place.partition(), Place.CHUNKS);
    if (behind.isEmpty() || widest.isEmpty()) {
      return all;
    }
    long time = behind.get().timestamp();
    long earliest = time < Long.MIN_VALUE + widest.getAsLong() ? 0 : time - widest.getAsLong();
    return all.from(Place.CHUNKS + ChunkName.time(earliest));
  }

  private static MetricSeries behind(Item chunk, String key, Optional<Metric> behind) {
    MetricSeries sorted =
        MetricChunk.series(MetricChunks.bytes(chunk), key).sorted(PointOrder.HISTORY);
    int from = behind.map(point -> sorted.placeBehind(point, PointOrder.HISTORY)).orElse(0);
    return sorted.slice(from, sorted.size());
  }

  /** Whether chunks behind the last one of these have only points behind the page. */
  private boolean isEnough(List<MetricSeries> found, String key, int limit, List<Item> read) {
    if (widest.isEmpty() || read.isEmpty() || size(found) < limit) {
      return false;
    }
    MetricSeries all = SeriesMerge.of(found, PointOrder.HISTORY);
    long earliest = ChunkName.earliest(MetricChunks.name(read.getLast()));
    // Of times before 1970 all chunks are named alike.
    return all.size() >= limit && earliest > 0 && all.point(limit - 1, key).timestamp() < earliest;
  }

  /** How many more chunks it takes, if all have as many points as those that have some. */
  private int likely(List<MetricSeries> found, int limit) {
    if (widest.isEmpty() || found.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    long size = size(found);
    long missing = Math.max(0, limit - size) * found.size() / size;
    return Math.clamp(missing + 2, FEWEST_CHUNKS, Integer.MAX_VALUE);
  }

  private static long size(List<MetricSeries> series) {
    return series.stream().mapToLong(MetricSeries::size).sum();
  }
}
