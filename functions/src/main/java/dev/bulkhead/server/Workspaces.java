package dev.bulkhead.server;

import dev.bulkhead.domain.Forbidden;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Reply;
import dev.bulkhead.http.Workspace;

/** {@code /mlflow/workspaces}: a tenant is a workspace, and a caller sees its own alone. */
final class Workspaces {
  private Workspaces() {}

  static Reply list(Call call) {
    return Reply.json(
        out -> {
          out.writeArrayFieldStart("workspaces");
          out.writeStartObject();
          out.writeStringField("name", call.workspace());
          out.writeEndObject();
          out.writeEndArray();
        });
  }

  static Reply get(Call call) {
    Workspace.require(call.path("workspace_name"), call.caller().tenant());
    return Reply.json(
        out -> {
          out.writeObjectFieldStart("workspace");
          out.writeStringField("name", call.workspace());
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
