package dev.bulkhead.store.segments;

import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.tenancy.TenantId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The segments that one execution environment remembers, of all tenants that it has answered, up to
 * a number of bytes. Room is made by forgetting the experiment searched longest ago of the tenant
 * that takes most: who takes little keeps it, whatever others search. An experiment never pushes
 * its own segments out: of one that is too large a part is remembered, and stays.
 */
public final class SegmentCache {
  /** Least recently used first; its monitor guards everything. */
  private final LinkedHashMap<Owner, Resident> experiments = new LinkedHashMap<>(16, 0.75f, true);

  private final long maxBytes;

  /** A cache of at most so many bytes. */
  public SegmentCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Whose segments they are. */
  record Owner(TenantId tenant, ExperimentId experiment) {}

  /** What is remembered of an experiment. */
  private static final class Resident {
    private final Map<String, Segment> segments = new HashMap<>();
    private Optional<Replaced> replaced = Optional.empty();
    private long bytes;
  }

  /**
   * A segment, if it is remembered.
   *
   * @throws CorruptSegment if what is remembered is another one
   */
  Optional<Segment> find(SegmentId id) {
    synchronized (experiments) {
      Optional<Segment> found =
          Optional.ofNullable(experiments.get(owner(id)))
              .map(resident -> resident.segments.get(id.name()));
      found.ifPresent(segment -> requireIs(id, segment));
      return found;
    }
  }

  /** What is mixed up here would show one tenant's runs to another. */
  private static void requireIs(SegmentId id, Segment segment) {
    if (!segment.id().equals(id)) {
      throw new CorruptSegment("The cache has another segment than the one asked for");
    }
  }

  /** Remembers a segment, if there is room or room can be made. */
  void keep(SegmentId id, Segment segment) {
    synchronized (experiments) {
      long size = segment.byteSize();
      boolean full = bytes() + size > maxBytes;
      while (full && forgetOne(owner(id), size)) {
        full = bytes() + size > maxBytes;
      }
      if (!full) {
        Resident resident = experiments.computeIfAbsent(owner(id), _ -> new Resident());
        resident.bytes += resident.segments.put(id.name(), segment) == null ? size : 0;
      }
    }
  }

  /** Which rows of an experiment's segments no longer count, if that is remembered of these. */
  Optional<Replaced> replaced(Owner owner, List<String> names) {
    synchronized (experiments) {
      return Optional.ofNullable(experiments.get(owner))
          .flatMap(resident -> resident.replaced)
          .filter(replaced -> replaced.names().equals(names));
    }
  }

  /** Remembers which rows of an experiment's segments no longer count. */
  void keep(Owner owner, Replaced replaced) {
    synchronized (experiments) {
      Optional.ofNullable(experiments.get(owner))
          .ifPresent(resident -> resident.replaced = Optional.of(replaced));
    }
  }

  /** Forgets all segments of an experiment but these. */
  void keepOnly(Owner owner, List<String> names) {
    synchronized (experiments) {
      Resident resident = experiments.get(owner);
      if (resident != null) {
        resident.segments.keySet().retainAll(names);
        resident.bytes = resident.segments.values().stream().mapToLong(Segment::byteSize).sum();
      }
    }
  }

  static Owner owner(SegmentId id) {
    return new Owner(id.tenant(), id.experiment());
  }

  long maxBytes() {
    return maxBytes;
  }

  /** How many bytes are taken. */
  long bytes() {
    synchronized (experiments) {
      return experiments.values().stream().mapToLong(resident -> resident.bytes).sum();
    }
  }

  /** Forgets an experiment of whoever would then take most, but not the one room is made for. */
  private boolean forgetOne(Owner comer, long size) {
    Map<TenantId, Long> taken = new HashMap<>(Map.of(comer.tenant(), size));
    experiments.forEach(
        (owner, resident) -> taken.merge(owner.tenant(), resident.bytes, Long::sum));
    TenantId largest =
        taken.entrySet().stream()
            .max(Comparator.comparingLong(Map.Entry::getValue))
            .orElseThrow()
            .getKey();
    Optional<Owner> oldest =
        experiments.sequencedKeySet().stream()
            .filter(owner -> owner.tenant().equals(largest) && !owner.equals(comer))
            .findFirst();
    oldest.ifPresent(experiments::remove);
    return oldest.isPresent();
  }
}
