package dev.bulkhead.local.template;

import java.time.Duration;
import java.util.Map;

/**
 * A Lambda function of the template.
 *
 * @param id the logical id, by which people name it
 * @param handler the class that answers
 */
public record LambdaFunction(
    String id,
    String arn,
    String handler,
    Duration timeout,
    int memory,
    String roleArn,
    Map<String, String> environment) {

  /** Copies the environment. */
  public LambdaFunction {
    environment = Map.copyOf(environment);
  }
}
