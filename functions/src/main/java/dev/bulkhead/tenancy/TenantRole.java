package dev.bulkhead.tenancy;

/**
 * The role that every tenant's data sessions are of, and where all tenants' data lies. The
 * functions' own roles may do nothing but assume it.
 *
 * @param arn the role's ARN
 * @param tableArn the tracking table's
 * @param bucket the name of the bucket of artifacts
 */
public record TenantRole(String arn, String tableArn, String bucket) {

  /** Asks for credentials that reach one tenant's data of one kind, and no more than the access. */
  public SessionRequest session(TenantId tenant, Access access, Capability capability) {
    return new SessionRequest(
        arn,
        tenant,
        access,
        SessionPolicy.ofData(tenant, access, capability, this),
        capability.lifetime());
  }
}
