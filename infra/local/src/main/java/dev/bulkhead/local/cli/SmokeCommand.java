package dev.bulkhead.local.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.local.smoke.SmokeCheck;
import dev.bulkhead.local.smoke.SmokeFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bulkhead smoke} */
@Command(
    name = "smoke",
    mixinStandardHelpOptions = true,
    description = {
      "Uses each part of a deployment once: makes an experiment and a run, logs, reads, searches,",
      "keeps a file and gives it back, and takes it all away. Ends with 1 at the first failure.",
      "  ./bulkhead smoke                                       the stack on --port 5000",
      "  ./bulkhead smoke --url https://... --token bh_...       as an editor of any tenant",
      "  ./bulkhead smoke --url https://... --aws FUNCTION       as the tenant smoke-check, which the",
      "                                                         operator's AWS identity makes"
    })
final class SmokeCommand implements Callable<Integer> {
  private static final String TENANT = "smoke-check";
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

  @Option(names = "--url", description = "Address of a deployment: its output Url.")
  private @Nullable URI url;

  @Option(names = "--token", description = "A token of an editor.")
  private @Nullable String token;

  @Option(
      names = "--aws",
      paramLabel = "FUNCTION",
      description = "The deployment's output TenantsFunctionName.")
  private @Nullable String function;

  @Option(
      names = "--port",
      defaultValue = "5000",
      description = "Port of the stack; ${DEFAULT-VALUE} unless given.")
  private int port;

  /** Whoever may act on tenants. */
  private interface Tenants {
    Map<?, ?> act(JsonBody command) throws IOException;
  }

  @Override
  public Integer call() throws IOException {
    if (url == null) {
      check(URI.create("http://127.0.0.1:" + port), Operator.ofStackAt(port)::tenants);
    } else if (token != null) {
      check(url, token);
    } else if (function != null) {
      try (var aws = new AwsOperator(function)) {
        check(url, aws::tenants);
      }
    } else {
      throw new Complaint("With --url give --token, or --aws to have one issued.");
    }
    return 0;
  }

  /** With a token that dies by itself, should it not be revoked. */
  private static void check(URI deployment, Tenants tenants) throws IOException {
    var _ = tenants.act(out -> command(out, "create-tenant"));
    Map<?, ?> issued =
        tenants.act(
            out -> {
              command(out, "issue-token");
              out.writeStringField("principal", "smoke");
              out.writeStringField("role", "editor");
              out.writeNumberField("lifetime_seconds", TOKEN_LIFE.toSeconds());
            });
    try {
      check(deployment, String.valueOf(issued.get("token")));
    } finally {
      var _ =
          tenants.act(
              out -> {
                command(out, "revoke-token");
                out.writeStringField("token_id", String.valueOf(issued.get("token_id")));
              });
    }
  }

  private static void command(JsonGenerator out, String operation) throws IOException {
    out.writeStringField("operation", operation);
    out.writeStringField("tenant", TENANT);
  }

  private static void check(URI deployment, String token) throws IOException {
    try (var check = new SmokeCheck(deployment, token, SmokeCommand::say)) {
      check.run();
    } catch (SmokeFailure failure) {
      throw new Complaint("FAILED " + failure.getMessage());
    }
    System.out.println("The deployment at " + deployment + " works.");
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
