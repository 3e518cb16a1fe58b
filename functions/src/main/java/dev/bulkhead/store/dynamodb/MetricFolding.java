package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.Chance;
import dev.bulkhead.store.Spill;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Moves a run's points from chunks into segments. The directory first names the object that will be
 * written, then, when that is there, has it for a segment; and only then are the chunks deleted. So
 * a fold may die anywhere: what it wrote is either not yet read, or read beside the chunks, of
 * which the same points make one.
 */
final class MetricFolding {
  /** Of fewer chunks, reading all for one key is not worth a word. */
  private static final int MIN_CHUNKS = 32;

  private final Table table;
  private final Spill spill;
  private final RunId run;
  private final Place place;
  private final MetricChunks chunks;
  private final Instant now;

  MetricFolding(Table table, Spill spill, RunId run, Place place, Instant now) {
    this.table = table;
    this.spill = spill;
    this.run = run;
    this.place = place;
    this.chunks = new MetricChunks(table, place);
    this.now = now;
  }

  /** Folds as much as one step may; says whether there is more. */
  boolean fold() {
    SegmentDirectory directory = SegmentDirectory.decode(table.get(place.segments()));
    if (directory.isBusy(now)) {
      return false;
    }
    directory.over(now).forEach(spill::delete);
    FoldableChunks foldable = FoldableChunks.read(table, chunks.range(), now);
    List<Item> settled = unnamed(foldable.chunks());
    if (settled.size() < MIN_CHUNKS) {
      clear(directory, foldable);
      return false;
    }
    return fold(directory.cleared(now), settled) && foldable.hasMore();
  }

  /** Those that the metrics item, read after them, does not name for their latest points. */
  private List<Item> unnamed(List<Item> settled) {
    Set<String> named =
        table
            .get(place.metrics())
            .map(item -> new HashSet<>(MetricsItem.decode(item).chunks()))
            .orElse(new HashSet<>());
    return settled.stream().filter(chunk -> !named.contains(MetricChunks.name(chunk))).toList();
  }

  /** The mark stays while there is, or will be, something to do. */
  private void clear(SegmentDirectory directory, FoldableChunks foldable) {
    SegmentDirectory cleared = directory.cleared(now);
    boolean done = cleared.equals(directory) || isMade(cleared);
    boolean few = !foldable.hasMore() && foldable.chunks().size() + foldable.young() < MIN_CHUNKS;
    if (done && few && cleared.isClean()) {
      place.mark().ifPresent(table::delete);
    }
  }

  private boolean fold(SegmentDirectory directory, List<Item> settled) {
    String name = name();
    SegmentDirectory intending = directory.intending(name, now);
    if (!isMade(intending)) {
      return false;
    }
    FoldedSegments folded = FoldedSegments.of(spill, directory.segments(), settled);
    List<Segment> segments = new ArrayList<>(folded.kept());
    folded
        .added()
        .ifPresent(
            segment -> {
              spill.put(name, segment.bytes());
              segments.add(
                  new Segment(
                      name, segment.points(), segment.bytes().length, segment.indexLength()));
            });
    if (!isMade(intending.next().with(segments, now))) {
      return false;
    }
    Parallel.run(
        settled.stream().<Runnable>map(chunk -> () -> chunks.deleteAsRead(chunk)).toList());
    return true;
  }

  private boolean isMade(SegmentDirectory directory) {
    return table.update(directory.update(place.segments())) instanceof Outcome.Done;
  }

  /** Never the same again, and together with those of the run. */
  private String name() {
    return Segment.folder(run) + "/" + Chance.name();
  }
}
