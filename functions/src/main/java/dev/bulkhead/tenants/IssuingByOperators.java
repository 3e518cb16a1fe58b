package dev.bulkhead.tenants;

import dev.bulkhead.control.GuestBook;
import dev.bulkhead.control.TenantRegistry;
import dev.bulkhead.control.Token;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.tenancy.Membership;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Operators may let a tenant's token into others that exist, as a viewer or an editor. */
record IssuingByOperators(TenantRegistry tenants, GuestBook guests) implements Issuing {

  @Override
  public SortedMap<TenantId, Role> guestRoles(TenantId home, List<String> asked) {
    if (asked.size() > Membership.MOST) {
      throw new InvalidParameter(
          "'also' must name at most %d tenants, but named %d."
              .formatted(Membership.MOST, asked.size()));
    }
    SortedMap<TenantId, Role> roles = new TreeMap<>();
    for (String each : asked) {
      int equals = Math.max(each.indexOf('='), 0);
      TenantId host = ExistingTenant.of(each.substring(0, equals), tenants);
      if (host.equals(home) || roles.put(host, role(each, equals)) != null) {
        throw new InvalidParameter("'also' must name other tenants, each once: '" + each + "'.");
      }
    }
    return roles;
  }

  /** A guest who managed the host's tokens would outlive being dismissed. */
  private static Role role(String each, int equals) {
    return Role.of(each.substring(Math.min(equals + 1, each.length())))
        .filter(role -> role != Role.ADMIN)
        .orElseThrow(
            () ->
                new InvalidParameter(
                    "'also' must be tenant=viewer or tenant=editor, but was '" + each + "'."));
  }

  @Override
  public void keep(TenantId home, Token token, SortedMap<TenantId, Role> guest) {
    guests.issue(home, token, guest);
  }
}
