package dev.bulkhead.http;

import dev.bulkhead.tenancy.Access;

/**
 * A line of a function's route table. Its key is the route's name in the template, such as {@code
 * POST /{api}/2.0/mlflow/runs/create}, where {@code {api}} is {@code api} or {@code ajax-api}.
 */
public record Route(String key, Access access, boolean open, Operation operation) {

  /** A route that anybody may ask, without a credential; it is given no tenant's data. */
  public static Route open(String key, Operation operation) {
    return new Route(key, Access.READ, true, operation);
  }

  /** A route that only reads, whatever the method: MLflow searches by POST. */
  public static Route read(String key, Operation operation) {
    return new Route(key, Access.READ, false, operation);
  }

  /** A route that may write, closed to viewers. */
  public static Route write(String key, Operation operation) {
    return new Route(key, Access.WRITE, false, operation);
  }
}
