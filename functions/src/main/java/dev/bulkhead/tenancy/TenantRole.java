package dev.bulkhead.tenancy;

/**
 * The role that every tenant's data sessions are of, and where all tenants' data lies. The
 * functions' own roles may do nothing but assume it.
 *
 * @param arn the role's ARN
 * @param tableArn the tracking table's
 * @param bucket the name of the bucket of artifacts
 * @param encryption of the table and the bucket
 */
public record TenantRole(String arn, String tableArn, String bucket, Encryption encryption) {

  /** A role whose data AWS's own keys encrypt. */
  public TenantRole(String arn, String tableArn, String bucket) {
    this(arn, tableArn, bucket, new Encryption.ByAws());
  }

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
