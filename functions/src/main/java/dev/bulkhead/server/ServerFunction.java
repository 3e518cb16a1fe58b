package dev.bulkhead.server;

import static dev.bulkhead.http.Route.open;
import static dev.bulkhead.http.Route.read;

import dev.bulkhead.app.Environment;
import dev.bulkhead.app.Rehearsal;
import dev.bulkhead.domain.EndpointNotFound;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.Reply;
import dev.bulkhead.http.Routes;

/**
 * The Lambda function that needs no tenant's data: whether the service is up, which MLflow it
 * speaks, what it offers, the workspace of a caller, and the answer to a route that does not exist.
 */
public final class ServerFunction extends HttpFunction {
  /** The MLflow release whose protocol is spoken; clients choose what to call by it. */
  static final String MLFLOW_VERSION = "3.17.2";

  private static final String WORKSPACES = "/{api}/3.0/mlflow/workspaces";

  /** The function as Lambda starts it. */
  public ServerFunction() {
    super(table());
    Rehearsal.beforeSnapshot(ServerFunction::new, "version", "server-info", "list-workspaces");
  }

  /** The function in a given environment, of which it needs nothing. */
  public ServerFunction(Environment environment) {
    super(table());
  }

  private static Routes table() {
    return Routes.of(
        open("GET /health", _ -> Reply.text("OK")),
        open("GET /version", _ -> Reply.text(MLFLOW_VERSION)),
        open("GET /{api}/3.0/mlflow/server-info", _ -> serverInfo()),
        read("GET " + WORKSPACES, Workspaces::list),
        read("POST " + WORKSPACES, _ -> refuseWorkspace()),
        read("GET " + WORKSPACES + "/{workspace_name}", Workspaces::get),
        read("PATCH " + WORKSPACES + "/{workspace_name}", _ -> refuseWorkspace()),
        read("DELETE " + WORKSPACES + "/{workspace_name}", _ -> refuseWorkspace()),
        open("$default", call -> notFound(call.request().rawPath())));
  }

  private static Reply serverInfo() {
    return Reply.json(
        out -> {
          out.writeStringField("store_type", "SqlStore");
          out.writeBooleanField("workspaces_enabled", true);
          out.writeBooleanField("trace_archival_enabled", false);
          out.writeBooleanField("multipart_uploads_enabled", true);
          out.writeBooleanField("multipart_downloads_enabled", true);
          out.writeBooleanField("presigned_upload_run_id_supported", false);
          out.writeBooleanField("presigned_upload_model_id_supported", false);
          out.writeObjectFieldStart("features_enabled");
          out.writeBooleanField("gateway", false);
          out.writeEndObject();
        });
  }

  private static Reply refuseWorkspace() {
    throw Workspaces.refusal();
  }

  private static Reply notFound(String path) {
    throw new EndpointNotFound("Not found: " + path);
  }
}
