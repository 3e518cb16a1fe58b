package dev.bulkhead.app;

import dev.bulkhead.store.ChoreRequests;
import dev.bulkhead.store.RangeCache;
import dev.bulkhead.store.Stores;
import dev.bulkhead.store.TenantStores;
import dev.bulkhead.store.segments.SegmentCache;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.Encryption;
import dev.bulkhead.tenancy.SessionRequest;
import dev.bulkhead.tenancy.StsSessionIssuer;
import dev.bulkhead.tenancy.TenantId;
import dev.bulkhead.tenancy.TenantRole;
import dev.bulkhead.tenancy.TenantSessions;
import java.time.Clock;
import java.util.function.Function;

/** Opens tenants' stores on AWS, each in a session of its own. */
public final class LiveStores implements Stores {
  /** About ten experiments of 100,000 runs; docs/search.md has the figures. */
  private static final long MAX_SEGMENT_BYTES = 256L << 20;

  /** About ten runs of a million points of a metric, or their charts' part of many more. */
  private static final long MAX_RANGE_BYTES = 32L << 20;

  private final TenantRole role;
  private final Capability capability;
  private final Function<SessionRequest, SessionClients> clients;
  private final LiveTenant.Names names;
  private final Function<TenantId, ChoreRequests> requests;
  private final LiveTenant.Memory memory;

  /**
   * The stores of one function.
   *
   * @param capability what the function's sessions reach
   */
  public LiveStores(Environment environment, Capability capability) {
    this(environment, capability, cachedClients(environment));
  }

  LiveStores(
      Environment environment,
      Capability capability,
      Function<SessionRequest, SessionClients> clients) {
    this.role = role(environment);
    this.capability = capability;
    this.clients = clients;
    this.requests = ChoreQueue.of(environment);
    this.names = new LiveTenant.Names(environment.required("TRACKING_TABLE"), role.bucket());
    this.memory =
        new LiveTenant.Memory(new SegmentCache(maxSegmentBytes()), new RangeCache(MAX_RANGE_BYTES));
  }

  private LiveStores(LiveStores others, Capability capability) {
    this.role = others.role;
    this.capability = capability;
    this.clients = others.clients;
    this.requests = others.requests;
    this.names = others.names;
    this.memory = others.memory;
  }

  /**
   * Stores of the same function whose sessions reach something else. They share connections, of
   * which making a second pool would cost a cold function as much as the first; sessions are kept
   * apart by all that they are asked for with.
   */
  public LiveStores reaching(Capability other) {
    return new LiveStores(this, other);
  }

  /** Half of the memory is for the requests themselves. */
  private static long maxSegmentBytes() {
    return Math.min(MAX_SEGMENT_BYTES, Runtime.getRuntime().maxMemory() / 2);
  }

  static TenantRole role(Environment environment) {
    return new TenantRole(
        environment.required("TENANT_ROLE_ARN"),
        environment.required("TRACKING_TABLE_ARN"),
        environment.required("ARTIFACT_BUCKET"),
        Encryption.of(environment.required("DATA_KEY_ARN")));
  }

  static Function<SessionRequest, SessionClients> cachedClients(Environment environment) {
    var aws = new AwsClients(environment, Patience.OF_A_FUNCTION);
    var sessions =
        new TenantSessions(
            new StsSessionIssuer(aws.sts(environment.credentials())), Clock.systemUTC());
    return new SessionCache<SessionClients>(
            request -> SessionClients.of(aws, new SessionCredentials(sessions, request)))
        ::get;
  }

  /** The keys are of the tenant asked for, whomever the clients of the cache would be of. */
  @Override
  public TenantStores open(TenantId tenant, Access access) {
    return new LiveTenant(
        clients.apply(role.session(tenant, access, capability)),
        tenant,
        names,
        memory,
        requests.apply(tenant));
  }
}
