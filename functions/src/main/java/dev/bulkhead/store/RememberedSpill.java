package dev.bulkhead.store;

import dev.bulkhead.tenancy.TenantId;

/**
 * A tenant's spill of which parts are remembered that were asked for by their place. What is under
 * a name never changes, so that what is remembered is what is there; whoever asks has read the name
 * from the tenant's own items, with that tenant's credentials.
 */
public final class RememberedSpill implements Spill {
  private final Spill spill;
  private final TenantId tenant;
  private final RangeCache cache;

  /** The tenant's spill, and what the function remembers of all tenants'. */
  public RememberedSpill(Spill spill, TenantId tenant, RangeCache cache) {
    this.spill = spill;
    this.tenant = tenant;
    this.cache = cache;
  }

  @Override
  public void put(String name, byte[] bytes) {
    spill.put(name, bytes);
  }

  @Override
  public byte[] get(String name) {
    return spill.get(name);
  }

  /** Some of these bytes, which may be remembered: nobody may change them. */
  @Override
  public byte[] get(String name, long from, int length) {
    var range = new RangeCache.Range(name, from, length);
    return cache.find(tenant, range).orElseGet(() -> read(range));
  }

  private byte[] read(RangeCache.Range range) {
    byte[] part = spill.get(range.name(), range.from(), range.length());
    cache.keep(tenant, range, part);
    return part;
  }

  @Override
  public void delete(String name) {
    spill.delete(name);
  }

  @Override
  public void deleteBelow(String name) {
    spill.deleteBelow(name);
  }
}
