package dev.bulkhead.local.prove;

import dev.bulkhead.app.SessionVendor.Place;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Credentials of one tenant, and what they are tried on.
 *
 * @param policy the session policy that they were asked for with
 */
public record Session(
    TenantId tenant,
    Access access,
    Capability capability,
    AwsSessionCredentials credentials,
    String roleArn,
    String policy,
    Place place) {

  boolean writes() {
    return access == Access.WRITE;
  }

  boolean isOf(Capability wanted) {
    return capability == wanted;
  }

  /** As reports name it. */
  String name() {
    return access.tag() + " " + capability.name().toLowerCase(Locale.ROOT);
  }

  /** Hides the credentials. */
  @Override
  public String toString() {
    return "Session[" + tenant + ", " + name() + "]";
  }
}
