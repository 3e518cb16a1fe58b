package dev.bulkhead.store.dynamodb;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Run;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.store.RunSealing;
import dev.bulkhead.store.Spill;
import dev.bulkhead.store.dynamodb.OpenNotes.Note;
import dev.bulkhead.store.segments.SegmentCache;
import dev.bulkhead.store.segments.SegmentStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Seals a tenant's runs. In this order, of which docs/search.md says why nothing is ever missed:
 * the manifest is read, then the notes of open runs; the items are sealed and read; the segments
 * are written; the manifest is replaced if it is still the one that was read; and the notes go that
 * have not been made anew.
 */
public final class DynamoRunSealing implements RunSealing {
  /** Runs with more characters stay open: a segment must fit memory. */
  private static final long MAX_RUN_SIZE = 8L << 20;

  /** Segments are tidied once half of their rows, and so many, may not count any more. */
  private static final int MAX_RESEALED = 1_000;

  private final TenantTable tenant;
  private final Table table;
  private final Keys keys;
  private final OpenNotes notes;
  private final SegmentStore segments;

  /** The runs of the tenant that the table was opened for. */
  public DynamoRunSealing(TenantTable tenant, Spill spill) {
    this.tenant = tenant;
    this.table = tenant.open();
    this.keys = tenant.keys();
    this.notes = tenant.notes();
    this.segments = new SegmentStore(tenant.tenant(), spill, new SegmentCache(0));
  }

  @Override
  public int due(ExperimentId experiment) {
    return due(experiment, manifest(experiment)).seal().size();
  }

  private Manifest manifest(ExperimentId experiment) {
    return table.get(keys.manifest(experiment)).map(Manifest::decode).orElse(Manifest.NONE);
  }

  private DueRuns due(ExperimentId experiment, Manifest manifest) {
    return new DueRuns(table, keys, experiment, manifest, notes.now());
  }

  @Override
  public Sealed seal(ExperimentId experiment) {
    Manifest manifest = manifest(experiment);
    DueRuns due = due(experiment, manifest);
    var packing = new SegmentPacking(tenant, experiment, segments, manifest);
    try {
      packing.deleteLeftovers();
      if (due.lost().stream().anyMatch(Note::reopened)) {
        tidy(experiment, manifest, packing, due.lost());
        return new Sealed(0, true);
      }
      if (!due.isEmpty()) {
        return seal(experiment, due, packing);
      }
      if (isUntidy(manifest)) {
        tidy(experiment, manifest, packing, List.of());
      }
    } catch (SegmentPacking.Lost _) {
      // Whoever was faster has done this, or will have the next turn do it.
    }
    return new Sealed(0, false);
  }

  private Sealed seal(ExperimentId experiment, DueRuns due, SegmentPacking packing) {
    Map<RunId, Optional<Note>> left = new HashMap<>(due.seal());
    List<Note> done = new ArrayList<>(due.lost());
    for (Run run : new SealedBatch(tenant).seal(experiment, due.seal().keySet())) {
      if (RunSize.of(run) <= MAX_RUN_SIZE) {
        packing.add(run);
        Optional.ofNullable(left.remove(run.info().id()))
            .flatMap(note -> note)
            .ifPresent(done::add);
      }
    }
    List<RunId> keep = new ArrayList<>(due.keep());
    left.forEach((id, note) -> keep.addAll(note.isPresent() ? List.of() : List.of(id)));
    Parallel.run(keep.stream().<Runnable>map(id -> () -> notes.open(keys.run(id))).toList());
    packing.append(due.sealedBefore(), done.stream().filter(Note::reopened).count());
    Parallel.run(done.stream().<Runnable>map(note -> () -> forget(note)).toList());
    return new Sealed(due.seal().size() - left.size(), due.more());
  }

  /** A note that has been made anew says that the run has been opened since. */
  private void forget(Note note) {
    var _ = table.delete(note.ifUnchanged());
  }

  private static boolean isUntidy(Manifest manifest) {
    long rows = manifest.parts().stream().mapToLong(Manifest.Part::rows).sum();
    return manifest.resealed() > Math.max(MAX_RESEALED, rows / 2);
  }

  /** Leaves out the rows that do not count any more, and the runs that have been erased. */
  private void tidy(
      ExperimentId experiment, Manifest manifest, SegmentPacking packing, List<Note> erased) {
    Set<RunId> gone = erased.stream().map(Note::run).collect(Collectors.toSet());
    segments
        .open(experiment, manifest.names())
        .forEach(
            (segment, replaced) -> {
              for (int row = replaced.nextClearBit(0);
                  row < segment.rows();
                  row = replaced.nextClearBit(row + 1)) {
                if (!gone.contains(segment.runId(row))) {
                  packing.add(segment.run(row));
                }
              }
            });
    packing.replaceAll();
    erased.forEach(this::forget);
  }
}
