package dev.bulkhead.tenancy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where the holder of a credential may call: in the tenant that the credential is of, its home, and
 * as a guest in others. No guest is an admin, so that a tenant's tokens are managed by its own
 * credentials alone.
 *
 * @param home who calls when no other tenant is named
 * @param guest the role in each other tenant, at most {@link #MOST} of them
 */
public record Membership(Caller home, SortedMap<TenantId, Role> guest) {
  /** In how many tenants besides its home a credential can be good. */
  public static final int MOST = 20;

  /** Refuses what was never issued. */
  public Membership {
    if (guest.size() > MOST || guest.containsKey(home.tenant())) {
      throw new IllegalArgumentException("A guest in too many tenants, or at home");
    }
    if (guest.containsValue(Role.ADMIN)) {
      throw new IllegalArgumentException("A guest is no admin");
    }
    guest = Collections.unmodifiableSortedMap(new TreeMap<>(guest));
  }

  /** The caller in the tenant of that name; empty if the credential is not good there. */
  public Optional<Caller> in(String name) {
    return name.equals(home.tenant().value())
        ? Optional.of(home)
        : guest.entrySet().stream()
            .filter(entry -> entry.getKey().value().equals(name))
            .map(Map.Entry::getValue)
            .map(role -> new Caller(new TenantId(name), home.principal(), role))
            .findFirst();
  }

  /** All tenants that the credential is good in, by name. */
  public List<TenantId> tenants() {
    return Stream.concat(Stream.of(home.tenant()), guest.keySet().stream()).sorted().toList();
  }
}
