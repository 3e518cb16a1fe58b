package dev.bulkhead.control;

import dev.bulkhead.tenancy.TenantId;
import java.util.Optional;
import java.util.Set;

/** What the authorizer asks. */
public interface CredentialLookup {

  /**
   * What is known of the tenant and the token that a client names, as of now: a token that was
   * revoked before is seen revoked. It is the same work whether they exist or not.
   */
  Found find(TenantId tenant, TokenId token);

  /** Those of these tenants, 100 at most, that exist and are not suspended, as of now. */
  Set<TenantId> active(Set<TenantId> tenants);

  /**
   * What was found.
   *
   * @param pass what makes the token good in other tenants
   */
  record Found(Optional<Tenant> tenant, Optional<Token> token, Optional<GuestPass> pass) {}
}
