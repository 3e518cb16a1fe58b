package dev.bulkhead.store;

import dev.bulkhead.tenancy.TenantId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Parts of stored objects that one execution environment remembers, of all tenants that it has
 * answered, up to a number of bytes. Room is made by forgetting what was read longest ago of the
 * tenant that takes most: who takes little keeps it, whatever others read.
 */
public final class RangeCache {
  /** What takes more of the cache than one of so many parts would push out too much. */
  private static final int FEWEST = 4;

  /** Its monitor guards everything. */
  private final Map<TenantId, Share> shares = new HashMap<>();

  private final long maxBytes;
  private long bytes;

  /** A cache of at most so many bytes. */
  public RangeCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Which bytes of an object. */
  record Range(String name, long from, int length) {}

  /** What is remembered of one tenant's. */
  private static final class Share {
    /** Least recently used first. */
    private final LinkedHashMap<Range, byte[]> parts = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;
  }

  /** These bytes of a tenant's object, if they are remembered; nobody may change them. */
  Optional<byte[]> find(TenantId tenant, Range range) {
    synchronized (shares) {
      return Optional.ofNullable(shares.get(tenant))
          .flatMap(share -> Optional.ofNullable(share.parts.get(range)));
    }
  }

  /** Remembers bytes of a tenant's object, if there is room or room can be made. */
  void keep(TenantId tenant, Range range, byte[] part) {
    synchronized (shares) {
      boolean fits = part.length <= maxBytes / FEWEST;
      while (fits && bytes + part.length > maxBytes) {
        fits = forgetOne(tenant, part.length);
      }
      if (fits) {
        Share share = shares.computeIfAbsent(tenant, _ -> new Share());
        if (share.parts.putIfAbsent(range, part) == null) {
          share.bytes += part.length;
          bytes += part.length;
        }
      }
    }
  }

  /** Forgets a part of whoever would then take most; says whether there was one. */
  private boolean forgetOne(TenantId comer, long size) {
    Map<TenantId, Long> taken = new HashMap<>(Map.of(comer, size));
    shares.forEach((tenant, share) -> taken.merge(tenant, share.bytes, Long::sum));
    TenantId largest =
        taken.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    Share share = shares.get(largest);
    if (share == null) {
      return false;
    }
    int freed = share.parts.pollFirstEntry().getValue().length;
    share.bytes -= freed;
    bytes -= freed;
    if (share.parts.isEmpty()) {
      shares.remove(largest);
    }
    return true;
  }
}
