package dev.bulkhead.http;

import dev.bulkhead.domain.NotFound;
import dev.bulkhead.tenancy.Caller;
import dev.bulkhead.tenancy.Membership;

/**
 * A tenant as MLflow's workspace of the same name. The header that selects a workspace can name any
 * tenant that the credential is good in, or be left out for its home; every other name is answered
 * as a workspace that never was, before anything is read.
 */
public final class Workspace {
  private static final String HEADER = "x-mlflow-workspace";

  private Workspace() {}

  /** The name that a call selects; empty if it selects none. */
  static String selected(HttpRequest request) {
    return request.header(HEADER).map(String::strip).orElse("");
  }

  /**
   * The caller in the workspace that a call selects.
   *
   * @throws NotFound in MLflow's words
   */
  static Caller caller(HttpRequest request) {
    Membership membership = AuthorizerContext.read(request.authorizer());
    String selected = selected(request);
    return selected.isEmpty() ? membership.home() : caller(selected, membership);
  }

  /**
   * The caller in the workspace of that name.
   *
   * @throws NotFound in MLflow's words
   */
  public static Caller caller(String name, Membership membership) {
    return membership
        .in(name)
        .orElseThrow(() -> new NotFound("Workspace '" + name + "' not found"));
  }
}
