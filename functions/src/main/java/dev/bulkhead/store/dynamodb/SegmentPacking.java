package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.Chance;
import dev.bulkhead.store.segments.Segment;
import dev.bulkhead.store.segments.SegmentStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes segments on behalf of one change of a manifest. Each is announced in the manifest before
 * it is written, which fails once anybody else has changed that: then what was written is left
 * over.
 */
final class SegmentPacking {
  /** A larger segment would take a function too much memory to write. */
  static final int MAX_ROWS = 8192;

  private static final int MAX_BYTES = 8 << 20;

  /** In characters, of runs as objects; about what 4,096 runs of 30 entries take. */
  private static final long MAX_SIZE = 48L << 20;

  private final Table table;
  private final Key key;
  private final ExperimentId experiment;
  private final SegmentStore segments;
  private final Instant now;
  private final List<Manifest.Part> written = new ArrayList<>();
  private final List<Run> waiting = new ArrayList<>();
  private long size;
  private Manifest manifest;

  SegmentPacking(
      TenantTable table, ExperimentId experiment, SegmentStore segments, Manifest manifest) {
    this.table = table.open();
    this.key = table.keys().manifest(experiment);
    this.experiment = experiment;
    this.segments = segments;
    this.now = table.notes().now();
    this.manifest = manifest;
  }

  /** Another was faster: all is as it was before, but for what is left over. */
  static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Deletes what no search can be looking at any more. */
  void deleteLeftovers() {
    List<String> old = manifest.old(now);
    if (!old.isEmpty()) {
      old.forEach(name -> segments.delete(experiment, name));
      change(manifest.announcing(List.of(), now));
    }
  }

  /** Adds a run; none may be added twice. */
  void add(Run run) {
    waiting.add(run);
    size += RunSize.of(run);
    if (waiting.size() == MAX_ROWS || size > MAX_SIZE) {
      write();
    }
  }

  private void write() {
    if (!waiting.isEmpty()) {
      String name = Chance.name();
      change(manifest.announcing(List.of(name), now));
      int bytes = segments.put(experiment, name, waiting);
      Optional<Manifest.Starts> starts = Optional.of(Manifest.Starts.of(waiting));
      written.add(new Manifest.Part(name, waiting.size(), bytes, starts));
      waiting.clear();
      size = 0;
    }
  }

  private void change(Manifest next) {
    if (!manifest.replace(table, key, next)) {
      throw new Lost();
    }
    manifest = next;
  }

  /** Puts what was added in the place of all segments. */
  void replaceAll() {
    write();
    change(manifest.with(written.reversed(), manifest.sealedBefore(), 0, now));
  }

  /** Puts what was added behind the segments, of which small ones become one with it. */
  void append(Instant sealedBefore, long resealed) {
    List<Manifest.Part> parts = new ArrayList<>(manifest.parts());
    int rows = waiting.size();
    while (!parts.isEmpty() && isWorthMerging(parts.getLast(), rows)) {
      rows += parts.getLast().rows();
      merge(segments.get(experiment, parts.removeLast().name()));
    }
    write();
    parts.addAll(written);
    change(manifest.with(parts, sealedBefore, manifest.resealed() + resealed, now));
  }

  /** A segment is written anew only with at least half as many others: log n times in all. */
  private boolean isWorthMerging(Manifest.Part part, int rows) {
    return !waiting.isEmpty()
        && written.isEmpty()
        && part.rows() <= 2 * rows
        && part.rows() + rows <= MAX_ROWS
        && part.bytes() <= MAX_BYTES;
  }

  /** What waits is later, and stays. */
  private void merge(Segment earlier) {
    Map<RunId, Run> merged = new LinkedHashMap<>();
    for (int row = 0; row < earlier.rows(); row++) {
      merged.put(earlier.runId(row), earlier.run(row));
    }
    waiting.forEach(run -> merged.put(run.info().id(), run));
    waiting.clear();
    waiting.addAll(merged.values());
  }
}
