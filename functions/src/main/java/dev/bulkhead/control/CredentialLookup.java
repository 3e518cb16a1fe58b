package dev.bulkhead.control;

import dev.bulkhead.tenancy.TenantId;
import java.util.Optional;

/** The authorizer's one question: what is known of the tenant and the token that a client names? */
@FunctionalInterface
public interface CredentialLookup {

  /**
   * What is known of both, as of now: a token that was revoked before is seen revoked. It is the
   * same work whether they exist or not.
   */
  Found find(TenantId tenant, TokenId token);

  /** What was found. */
  record Found(Optional<Tenant> tenant, Optional<Token> token) {}
}
