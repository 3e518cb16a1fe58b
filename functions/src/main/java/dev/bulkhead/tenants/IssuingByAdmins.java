package dev.bulkhead.tenants;

import dev.bulkhead.control.Token;
import dev.bulkhead.control.TokenStores;
import dev.bulkhead.domain.Forbidden;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** A tenant's admins let nobody into another tenant, whatever they are there themselves. */
record IssuingByAdmins(TokenStores tokens) implements Issuing {

  @Override
  public SortedMap<TenantId, Role> guestRoles(TenantId home, List<String> asked) {
    if (!asked.isEmpty()) {
      throw new Forbidden(
          "Permission denied: only an operator makes a token good in another tenant.");
    }
    return Collections.emptySortedMap();
  }

  @Override
  public void keep(TenantId home, Token token, SortedMap<TenantId, Role> guest) {
    tokens.open(home, Access.WRITE).create(token);
  }
}
