package dev.bulkhead.compat;

import dev.bulkhead.http.JsonBody;
import dev.bulkhead.local.cli.AwsOperator;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** A stack that was deployed to an account, whose credentials the SDK's default chain finds. */
final class AwsDeployment implements Deployment {
  private final URI uri;
  private final String function;
  private final AwsOperator operator;

  /**
   * @param variables {@code BULKHEAD_URL} and {@code BULKHEAD_TENANTS_FUNCTION}, the stack's
   *     outputs
   */
  AwsDeployment(Map<String, String> variables) {
    this.uri = URI.create(required(variables, "BULKHEAD_URL", "Url"));
    this.function = required(variables, "BULKHEAD_TENANTS_FUNCTION", "TenantsFunctionName");
    this.operator = new AwsOperator(function);
  }

  private static String required(Map<String, String> variables, String name, String output) {
    String value = variables.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(
          "Set %s to the output %s of a deployed stack.".formatted(name, output));
    }
    return value;
  }

  /** What the walls are proved through. */
  String tenantsFunction() {
    return function;
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public Map<?, ?> operate(JsonBody command) throws IOException {
    return operator.tenants(command);
  }

  @Override
  public void close() {
    operator.close();
  }
}
