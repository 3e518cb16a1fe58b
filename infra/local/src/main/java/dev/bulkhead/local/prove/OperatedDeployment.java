package dev.bulkhead.local.prove;

import dev.bulkhead.app.SessionVendor.Place;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** A deployment reached through the function that operators invoke. */
public record OperatedDeployment(Tenants tenants) implements Deployment {

  /** Has an operation on tenants done. */
  @FunctionalInterface
  public interface Tenants {
    /** What the function answers. */
    Map<?, ?> run(JsonBody command) throws IOException;
  }

  @Override
  public void create(TenantId tenant) throws IOException {
    var _ = run("create-tenant", tenant, _ -> {});
  }

  @Override
  public void suspend(TenantId tenant) throws IOException {
    var _ = run("suspend-tenant", tenant, _ -> {});
  }

  @Override
  public Session vend(TenantId tenant, Access access, Capability capability) throws IOException {
    Map<?, ?> answer =
        run(
            "vend-session",
            tenant,
            out -> {
              out.writeStringField("access", access.tag());
              out.writeStringField("capability", capability.name().toLowerCase(Locale.ROOT));
            });
    return new Session(
        tenant,
        access,
        capability,
        AwsSessionCredentials.create(
            text(answer, "access_key_id"),
            text(answer, "secret_access_key"),
            text(answer, "session_token")),
        text(answer, "role_arn"),
        text(answer, "session_policy"),
        place(answer));
  }

  private static Place place(Map<?, ?> answer) throws IOException {
    var endpoints = new HashMap<String, URI>();
    if (answer.get("endpoints") instanceof Map<?, ?> given) {
      given.forEach(
          (service, uri) -> endpoints.put(service.toString(), URI.create(uri.toString())));
    }
    return new Place(
        text(answer, "region"),
        text(answer, "tracking_table"),
        text(answer, "control_table"),
        text(answer, "artifact_bucket"),
        endpoints);
  }

  private Map<?, ?> run(String operation, TenantId tenant, JsonBody more) throws IOException {
    return tenants.run(
        out -> {
          out.writeStringField("operation", operation);
          out.writeStringField("tenant", tenant.value());
          more.write(out);
        });
  }

  private static String text(Map<?, ?> answer, String name) throws IOException {
    if (answer.get(name) instanceof String text) {
      return text;
    }
    throw new IOException("The tenants' function did not answer with " + name);
  }
}
