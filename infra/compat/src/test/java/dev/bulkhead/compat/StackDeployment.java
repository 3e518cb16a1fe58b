package dev.bulkhead.compat;

import dev.bulkhead.http.Json;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.local.lambda.FunctionStarter;
import dev.bulkhead.local.lambda.Handlers;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.stack.LocalAws;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The local stack, with its own services or with others'. */
final class StackDeployment implements Deployment {
  private final LocalAws aws;
  private final Runnable afterwards;

  private StackDeployment(FunctionStarter starter, Runnable afterwards) throws IOException {
    this.afterwards = afterwards;
    this.aws =
        LocalAws.start(
            LocalAws.Config.of(
                    Path.of(System.getProperty("bulkhead.root", "../.."), "template.yaml"))
                .with(starter));
  }

  /** The stack as it is. */
  static StackDeployment local() throws IOException {
    return new StackDeployment(Handlers::create, () -> {});
  }

  /** The stack's gateway and functions, which call these services instead of the stack's. */
  static StackDeployment on(Services services) throws IOException {
    return new StackDeployment(
        (function, _) -> Handlers.create(function, services.environment(function)),
        services::close);
  }

  LocalAws stack() {
    return aws;
  }

  @Override
  public URI uri() {
    return aws.uri();
  }

  @Override
  public Map<?, ?> operate(JsonBody command) throws IOException {
    return switch (aws.invoke("TenantsFunction", Json.write(command))) {
      case Outcome.Answered(byte[] payload) -> (Map<?, ?>) Json.read(payload);
      case Outcome other -> throw new IOException("The tenants' function failed: " + other);
    };
  }

  @Override
  public void close() {
    aws.close();
    afterwards.run();
  }
}
