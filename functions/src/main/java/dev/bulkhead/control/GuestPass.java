package dev.bulkhead.control;

import dev.bulkhead.tenancy.Role;
import dev.bulkhead.tenancy.TenantId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What makes a token good in other tenants than its own, with its role in each. It is good with the
 * secret that it was made for alone: who could write the token anew would not have the pass.
 */
public record GuestPass(SecretHash hash, SortedMap<TenantId, Role> roles) {

  /** Copies the roles. */
  public GuestPass {
    roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
  }
}
