package dev.bulkhead.app;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * What a function is told from outside: variables of the template, and its own execution role's
 * credentials. The one place that looks at the process; everything else is handed what it needs, so
 * that many functions can live in one JVM, each with its own.
 */
public record Environment(Map<String, String> variables, AwsCredentialsProvider credentials) {

  /** Copies the variables. */
  public Environment {
    variables = Map.copyOf(variables);
  }

  /**
   * The environment that Lambda gives this process. The SDK's own chain would find the same
   * credentials, after it has loaded five other ways to have some.
   */
  public static Environment ofLambda() {
    return new Environment(
        System.getenv(),
        isToBeSnapshot() ? ofRestored() : EnvironmentVariableCredentialsProvider.create());
  }

  /**
   * The credentials of a function that is restored from a snapshot: in variables they would be the
   * snapshot's, so Lambda hands them out at a local address that it names in variables.
   */
  static AwsCredentialsProvider ofRestored() {
    return ContainerCredentialsProvider.builder().build();
  }

  /** Whether Lambda stores this process, when it has been started, to restore it many times. */
  static boolean isToBeSnapshot() {
    return "snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"));
  }

  /** The region of everything that is called. */
  public Region region() {
    return Region.of(required("AWS_REGION"));
  }

  /** A variable that the template must set. */
  public String required(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalStateException("The template sets no variable " + name);
    }
    return value;
  }

  /**
   * Where a service is, if not at AWS.
   *
   * @param service as in the SDK's own variable names, such as {@code DYNAMODB}
   */
  public Optional<URI> endpoint(String service) {
    return Optional.ofNullable(variables.get("AWS_ENDPOINT_URL_" + service)).map(URI::create);
  }
}
