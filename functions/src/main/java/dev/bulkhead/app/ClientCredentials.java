package dev.bulkhead.app;

import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.StsSessionIssuer;
import dev.bulkhead.tenancy.TenantId;
import dev.bulkhead.tenancy.TenantRole;
import dev.bulkhead.tenancy.TenantSession;
import dev.bulkhead.tenancy.TenantSessions;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Hands out credentials for clients' own use at S3: of one tenant, for its artifact files alone,
 * and for an hour at most, which nothing shortens but an administrator's Deny.
 */
public final class ClientCredentials {
  private final TenantRole role;
  private final TenantSessions sessions;
  private final Place place;

  /** Credentials of these sessions. */
  public ClientCredentials(TenantRole role, TenantSessions sessions, Place place) {
    this.role = role;
    this.sessions = sessions;
    this.place = place;
  }

  /** What hands them out in an environment; nothing unless its template allows it. */
  public static Optional<ClientCredentials> of(Environment environment) {
    if (!"true".equals(environment.variables().get("ALLOW_S3_CREDENTIALS"))) {
      return Optional.empty();
    }
    var aws = new AwsClients(environment, Patience.OF_A_FUNCTION);
    TenantRole role = LiveStores.role(environment);
    return Optional.of(
        new ClientCredentials(
            role,
            new TenantSessions(
                new StsSessionIssuer(aws.sts(environment.credentials())), Clock.systemUTC()),
            new Place(environment.region().id(), role.bucket(), environment.endpoint("S3"))));
  }

  /**
   * Credentials with at least half an hour left. Those who ask at about the same time for the same
   * are handed the same, so that STS is not asked for every client's every process.
   *
   * @throws dev.bulkhead.domain.Unavailable if none can be had for now
   */
  public Handout handOut(TenantId tenant, Access access) {
    TenantSession session = sessions.get(role.session(tenant, access, Capability.FILES));
    return new Handout(session, place);
  }

  /**
   * Where the files are.
   *
   * @param endpoint of S3, if not at AWS
   */
  public record Place(String region, String bucket, Optional<URI> endpoint) {}

  /** Credentials, and where they are to be used. */
  public record Handout(TenantSession session, Place place) implements HandedOut {

    /** When they end. */
    public Instant expiration() {
      return session.expiration();
    }
  }
}
