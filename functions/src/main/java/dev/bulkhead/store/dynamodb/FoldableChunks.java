package dev.bulkhead.store.dynamodb;

import dev.bulkhead.store.metriclog.MetricChunk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chunks to fold in one step.
 *
 * @param chunks those of the first that are settled
 * @param young how many of the first are not
 * @param hasMore whether there may be others
 */
record FoldableChunks(List<Item> chunks, int young, boolean hasMore) {
  /** As many points are folded in one step, at 24 bytes each and as many more in transit. */
  static final long MAX_POINTS = 1_000_000;

  private static final long MAX_BYTES = 8 << 20;

  static FoldableChunks read(Table table, Range range, Instant now) {
    List<Item> chunks = new ArrayList<>();
    long points = 0;
    long bytes = 0;
    int young = 0;
    Optional<Range> rest = Optional.of(range);
    while (rest.isPresent()) {
      QueryPage page = table.query(rest.get(), Integer.MAX_VALUE);
      for (Item chunk : page.items()) {
        byte[] packed = MetricChunks.bytes(chunk);
        points += MetricChunk.count(packed);
        bytes += packed.length;
        if (points > MAX_POINTS || bytes > MAX_BYTES) {
          return new FoldableChunks(chunks, young, true);
        }
        if (MetricChunks.isSettled(chunk, now)) {
          chunks.add(chunk);
        } else {
          young++;
        }
      }
      rest = page.rest();
    }
    return new FoldableChunks(chunks, young, false);
  }
}
