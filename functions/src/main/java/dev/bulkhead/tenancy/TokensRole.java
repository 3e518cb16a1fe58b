package dev.bulkhead.tenancy;

import java.time.Duration;

/**
 * The role of sessions that reach one tenant's API tokens in the control table, for that tenant's
 * admins.
 *
 * @param arn the role's ARN
 * @param tableArn the control table's
 * @param encryption of that table
 */
public record TokensRole(String arn, String tableArn, Encryption encryption) {
  private static final Duration LIFETIME = Duration.ofMinutes(15);

  /** A role whose table AWS's own keys encrypt. */
  public TokensRole(String arn, String tableArn) {
    this(arn, tableArn, new Encryption.ByAws());
  }

  /** Asks for credentials that reach one tenant's tokens, and no more than the access. */
  public SessionRequest session(TenantId tenant, Access access) {
    return new SessionRequest(
        arn, tenant, access, SessionPolicy.ofTokens(tenant, access, this), LIFETIME);
  }
}
