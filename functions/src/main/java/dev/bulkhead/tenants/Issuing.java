package dev.bulkhead.tenants;

import dev.bulkhead.control.Token;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.util.List;
import java.util.SortedMap;

/** What operators may do when a token is issued, and a tenant's admins may not. */
interface Issuing {

  /**
   * The roles in other tenants that are asked for, each as {@code acme2=viewer}.
   *
   * @throws dev.bulkhead.domain.TrackingException if they cannot be had
   */
  SortedMap<TenantId, Role> guestRoles(TenantId home, List<String> asked);

  /** Keeps the token, good in those tenants too. */
  void keep(TenantId home, Token token, SortedMap<TenantId, Role> guest);
}
