package dev.bulkhead.walls;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.Application;
import dev.bulkhead.app.ClientCredentials;
import dev.bulkhead.app.ControlPlane;
import dev.bulkhead.app.Environment;
import dev.bulkhead.artifacts.ArtifactsFunction;
import dev.bulkhead.control.DynamoTokenStore;
import dev.bulkhead.control.TokenStores;
import dev.bulkhead.experiments.ExperimentsFunction;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.maintenance.MaintenanceFunction;
import dev.bulkhead.models.ModelsFunction;
import dev.bulkhead.runs.RunsFunction;
import dev.bulkhead.searches.SearchFunction;
import dev.bulkhead.server.ServerFunction;
import dev.bulkhead.store.Stores;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.SessionRequest;
import dev.bulkhead.tenancy.TenantId;
import dev.bulkhead.tenancy.TenantRole;
import dev.bulkhead.tenancy.TokensRole;
import dev.bulkhead.tenants.TenantsFunction;
import dev.bulkhead.tenants.TokensFunction;
import dev.bulkhead.uploads.UploadsFunction;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The template's functions with one thing wrong: all else in them is what runs in Lambda. */
record FaultyFunctions(Sessions sessions, Fault fault) {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  /**
   * A function by its logical id. One that is not here has not been tried, so it fails the build.
   */
  RequestStreamHandler get(String id) {
    return switch (id) {
      case "ExperimentsFunction" -> edge(new ExperimentsFunction(app(id, Capability.TRACKING)));
      case "RunsFunction" -> edge(new RunsFunction(app(id, Capability.TRACKING)));
      case "SearchFunction" ->
          edge(new SearchFunction(app(id, Capability.TRACKING), app(id, Capability.ARTIFACTS)));
      case "ModelsFunction" -> edge(new ModelsFunction(app(id, Capability.TRACKING)));
      case "ArtifactsFunction" ->
          edge(
              new ArtifactsFunction(
                  app(id, Capability.ARTIFACTS), ClientCredentials.of(sessions.environment(id))));
      case "TokensFunction" -> edge(new TokensFunction(tokens(id)));
      case "ServerFunction" -> edge(new ServerFunction(sessions.environment(id)));
      case "UploadsFunction" ->
          new UploadsFunction(
              stores(id, Capability.ACCOUNTING),
              ControlPlane.quotas(sessions.environment(id)),
              sessions.environment(id).required("ARTIFACT_BUCKET"));
      case "MaintenanceFunction" ->
          new MaintenanceFunction(
              ControlPlane.directory(sessions.environment(id)),
              stores(id, Capability.MAINTENANCE),
              List.of(new TouchAll("touch-all", false), new TouchAll("seal-runs", true)),
              Clock.fixed(NOW, ZoneOffset.UTC));
      case "TenantsFunction" ->
          new TenantsFunction(
              stores(id, Capability.TRACKING),
              stores(id, Capability.ACCOUNTING),
              ControlPlane.tenants(sessions.environment(id)),
              ControlPlane.tokens(sessions.environment(id)),
              ControlPlane.guests(sessions.environment(id)),
              Optional.empty());
      case "AuthorizerFunction" -> sessions.right(id);
      default -> throw new AssertionError("Nobody makes " + id + " wrong: add it to the matrix");
    };
  }

  private RequestStreamHandler edge(HttpFunction function) {
    return fault.edge(function);
  }

  /** Time and chance are the same for every call, so that answers can be compared. */
  private Application app(String id, Capability capability) {
    return new Application(stores(id, capability), Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));
  }

  private Stores stores(String id, Capability capability) {
    Environment of = sessions.environment(id);
    var role =
        new TenantRole(
            of.required("TENANT_ROLE_ARN"),
            of.required("TRACKING_TABLE_ARN"),
            of.required("ARTIFACT_BUCKET"));
    Capability asked = fault.capability(capability);
    return (named, access) -> {
      TenantId tenant = fault.opened(named);
      return new FaultyTenant(
          clients(id, (t, a) -> role.session(t, a, asked), tenant, access),
          fault,
          tenant,
          of.required("TRACKING_TABLE"),
          role.bucket());
    };
  }

  private TokenStores tokens(String id) {
    Environment of = sessions.environment(id);
    var role = new TokensRole(of.required("TOKENS_ROLE_ARN"), of.required("CONTROL_TABLE_ARN"));
    return (named, access) -> {
      TenantId tenant = fault.opened(named);
      return new DynamoTokenStore(
          clients(id, role::session, tenant, access).dynamo(),
          of.required("CONTROL_TABLE"),
          fault.ofTable(tenant));
    };
  }

  private Clients clients(String id, Fault.Asked asked, TenantId tenant, Access access) {
    SessionRequest request = fault.session(asked, tenant, access);
    return sessions.of(id, fault, request);
  }
}
