package dev.bulkhead.store.segments;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.Run;
import dev.bulkhead.store.Spill;
import dev.bulkhead.tenancy.TenantId;
import java.util.List;

/**
 * One tenant's segments.
 *
 * @param spill where they are kept, with credentials of that tenant
 * @param cache what the function remembers of all tenants' segments
 */
public record SegmentStore(TenantId tenant, Spill spill, SegmentCache cache) {

  /** Keeps runs as a segment, under a name that none has had; says how many bytes that takes. */
  public int put(ExperimentId experiment, String name, List<Run> runs) {
    byte[] bytes = SegmentFormat.encode(id(experiment, name), runs);
    spill.put(key(experiment, name), bytes);
    return bytes.length;
  }

  /**
   * A segment, which is remembered if there is room.
   *
   * @throws CorruptSegment if what is kept or remembered there is another one
   */
  public Segment get(ExperimentId experiment, String name) {
    SegmentId id = id(experiment, name);
    return cache.find(id).orElseGet(() -> read(id));
  }

  private Segment read(SegmentId id) {
    Segment segment = SegmentFormat.decode(id, spill.get(key(id.experiment(), id.name())));
    cache.keep(id, segment);
    return segment;
  }

  /** How many bytes of stored segments are worth reading ahead: in memory they are larger. */
  public long readAhead() {
    return cache.maxBytes() / 3;
  }

  /** Forgets a segment that no manifest has named for long. */
  public void delete(ExperimentId experiment, String name) {
    spill.delete(key(experiment, name));
  }

  /** The sealed runs of an experiment that are in these segments, of which the last one counts. */
  public SealedRuns open(ExperimentId experiment, List<String> names) {
    return new SealedRuns(this, experiment, names);
  }

  SegmentId id(ExperimentId experiment, String name) {
    return new SegmentId(tenant, experiment, name);
  }

  private static String key(ExperimentId experiment, String name) {
    return "segments/" + experiment + "/" + name;
  }
}
