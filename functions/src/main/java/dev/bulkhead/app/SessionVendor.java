package dev.bulkhead.app;

import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.SessionIssuer;
import dev.bulkhead.tenancy.SessionRequest;
import dev.bulkhead.tenancy.StsSessionIssuer;
import dev.bulkhead.tenancy.TenantId;
import dev.bulkhead.tenancy.TenantRole;
import dev.bulkhead.tenancy.TenantSession;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks for the very sessions that functions act in, to be tried from outside. */
public final class SessionVendor {
  private final Environment environment;
  private final TenantRole role;
  private final SessionIssuer issuer;

  private SessionVendor(Environment environment) {
    this.environment = environment;
    this.role = LiveStores.role(environment);
    this.issuer =
        new StsSessionIssuer(
            new AwsClients(environment, Patience.OF_A_FUNCTION).sts(environment.credentials()));
  }

  /** The vendor of an environment; none unless its template allows it in so many words. */
  public static Optional<SessionVendor> of(Environment environment) {
    return "true".equals(environment.variables().get("ALLOW_SESSION_VENDING"))
        ? Optional.of(new SessionVendor(environment))
        : Optional.empty();
  }

  /** A new session, and what it is to be tried on. */
  public Vended vend(TenantId tenant, Access access, Capability capability) {
    SessionRequest request = role.session(tenant, access, capability);
    return new Vended(request, issuer.issue(request), place());
  }

  private Place place() {
    return new Place(
        environment.region().id(),
        environment.required("TRACKING_TABLE"),
        environment.required("CONTROL_TABLE"),
        role.bucket(),
        Stream.of("DYNAMODB", "S3", "STS")
            .filter(service -> environment.endpoint(service).isPresent())
            .collect(
                Collectors.toMap(
                    service -> service, service -> environment.endpoint(service).orElseThrow())));
  }

  /** A session, and what was asked to have it. */
  public record Vended(SessionRequest request, TenantSession session, Place place)
      implements HandedOut {}

  /**
   * Where the data of all tenants is.
   *
   * @param endpoints of the services that are not at AWS
   */
  public record Place(
      String region,
      String trackingTable,
      String controlTable,
      String bucket,
      Map<String, URI> endpoints) {

    /** Copies the endpoints. */
    public Place {
      endpoints = Map.copyOf(endpoints);
    }
  }
}
