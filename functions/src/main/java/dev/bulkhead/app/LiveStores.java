package dev.bulkhead.app;

import dev.bulkhead.store.Stores;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.StsSessionIssuer;
import dev.bulkhead.tenancy.TenantId;
import dev.bulkhead.tenancy.TenantRole;
import dev.bulkhead.tenancy.TenantSessions;
import java.time.Clock;

/** Opens tenants' stores on AWS, each in a session of its own. */
public final class LiveStores implements Stores {
  private final TenantRole role;
  private final Capability capability;
  private final SessionCache<LiveTenant> tenants;

  /**
   * The stores of one function.
   *
   * @param capability what the function's sessions reach
   */
  public LiveStores(Environment environment, Capability capability) {
    var clients = new AwsClients(environment, Patience.OF_A_FUNCTION);
    var sessions =
        new TenantSessions(
            new StsSessionIssuer(clients.sts(environment.credentials())), Clock.systemUTC());
    this.role = role(environment);
    this.capability = capability;
    var names = new LiveTenant.Names(environment.required("TRACKING_TABLE"), role.bucket());
    this.tenants =
        new SessionCache<>(
            request ->
                new LiveTenant(
                    clients, new SessionCredentials(sessions, request), request.tenant(), names));
  }

  static TenantRole role(Environment environment) {
    return new TenantRole(
        environment.required("TENANT_ROLE_ARN"),
        environment.required("TRACKING_TABLE_ARN"),
        environment.required("ARTIFACT_BUCKET"));
  }

  @Override
  public TenantStores open(TenantId tenant, Access access) {
    return tenants.get(role.session(tenant, access, capability));
  }
}
