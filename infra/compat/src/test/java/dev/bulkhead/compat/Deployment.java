package dev.bulkhead.compat;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.http.JsonBody;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** What clients are tried against; the Maven profile says which. */
interface Deployment extends AutoCloseable {

  /** What {@code MLFLOW_TRACKING_URI} is set to. */
  URI uri();

  /** What an operator's command answers. */
  Map<?, ?> operate(JsonBody command) throws IOException;

  @Override
  void close();

  /**
   * The one that {@code -Dbulkhead.backend} names: {@code local} unless a profile says otherwise.
   */
  static Deployment chosen() throws IOException {
    return named(System.getProperty("bulkhead.backend", "local"));
  }

  static Deployment named(String backend) throws IOException {
    return switch (backend) {
      case "local" -> StackDeployment.local();
      case "localstack" -> StackDeployment.on(LocalStackServices.start());
      case "aws" -> new AwsDeployment(System.getenv());
      default -> throw new IllegalArgumentException("There is no backend " + backend);
    };
  }

  /** A tenant that is there, and an editor's token of it. */
  default String token(String tenant) throws IOException {
    var _ = operate(out -> command(out, "create-tenant", tenant));
    Map<?, ?> issued =
        operate(
            out -> {
              command(out, "issue-token", tenant);
              out.writeStringField("principal", "compat");
              out.writeStringField("role", "editor");
              out.writeNumberField("lifetime_seconds", 3600);
            });
    return String.valueOf(issued.get("token"));
  }

  private static void command(JsonGenerator out, String operation, String tenant)
      throws IOException {
    out.writeStringField("operation", operation);
    out.writeStringField("tenant", tenant);
  }
}
