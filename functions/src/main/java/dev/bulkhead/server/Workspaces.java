package dev.bulkhead.server;

import dev.bulkhead.domain.Forbidden;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Reply;
import dev.bulkhead.http.Workspace;
import dev.bulkhead.tenancy.TenantId;

/** {@code /mlflow/workspaces}: a tenant is a workspace, and a caller sees those it is good in. */
final class Workspaces {
  private Workspaces() {}

  static Reply list(Call call) {
    return Reply.json(
        out -> {
          out.writeArrayFieldStart("workspaces");
          for (TenantId tenant : call.membership().tenants()) {
            out.writeStartObject();
            out.writeStringField("name", tenant.value());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  static Reply get(Call call) {
    String name = call.path("workspace_name");
    TenantId tenant = Workspace.caller(name, call.membership()).tenant();
    return Reply.json(
        out -> {
          out.writeObjectFieldStart("workspace");
          out.writeStringField("name", tenant.value());
          out.writeEndObject();
        });
  }

  /** No credential of the API may create, change or delete a tenant, whatever its role. */
  static Forbidden refusal() {
    return new Forbidden(
        "Permission denied: workspaces are tenants, which the operators of this service create,"
            + " change and delete.");
  }
}
