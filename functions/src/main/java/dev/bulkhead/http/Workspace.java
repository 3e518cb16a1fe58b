package dev.bulkhead.http;

import dev.bulkhead.domain.NotFound;
import dev.bulkhead.tenancy.TenantId;

/**
 * A tenant as MLflow's workspace of the same name. A credential belongs to one tenant, so the
 * header that selects a workspace can name that one or be left out; any other name is answered as a
 * workspace that never was, before anything is read.
 */
public final class Workspace {
  private static final String HEADER = "x-mlflow-workspace";

  /** Calls on workspaces themselves name theirs in the path; MLflow ignores the header there. */
  private static final String WORKSPACES = "/mlflow/workspaces";

  private Workspace() {}

  /**
   * Refuses a call that selects another workspace.
   *
   * @throws NotFound in MLflow's words
   */
  static void check(HttpRequest request, TenantId own) {
    if (!request.routeKey().contains(WORKSPACES)) {
      String selected = request.header(HEADER).map(String::strip).orElse("");
      if (!selected.isEmpty()) {
        require(selected, own);
      }
    }
  }

  /**
   * Refuses every name but the caller's own.
   *
   * @throws NotFound in MLflow's words
   */
  public static void require(String name, TenantId own) {
    if (!name.equals(own.value())) {
      throw new NotFound("Workspace '" + name + "' not found");
    }
  }
}
