package dev.bulkhead.local.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulkhead token} */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Issues, lists and revokes API tokens of a tenant of a running stack.",
    footer = {
      "",
      "On AWS, operators invoke the same function with their own identity:",
      "  aws lambda invoke --function-name <output TenantsFunctionName>:live \\",
      "    --cli-binary-format raw-in-base64-out --payload \\",
      "    '{\"operation\":\"issue-token\",\"tenant\":\"blue\",\"principal\":\"ana\",\"role\":\"editor\"}' \\",
      "    /dev/stdout"
    })
final class TokenCommand {
  private static final String PORT = "Port of the stack; ${DEFAULT-VALUE} unless given.";

  @Command(
      name = "issue",
      mixinStandardHelpOptions = true,
      description =
          "Issues a token, which alone goes to standard output, and is never shown again.")
  int issue(
      @Parameters(paramLabel = "TENANT") String tenant,
      @Option(names = "--principal", required = true, description = "Whom it is for.")
          String principal,
      @Option(
              names = "--role",
              defaultValue = "editor",
              description = "viewer, editor or admin; ${DEFAULT-VALUE} unless given.")
          String role,
      @Option(names = "--days", description = "How long it lives; for good unless given.")
          @Nullable Integer days,
      @Option(names = "--port", defaultValue = "5000", description = PORT) int port)
      throws IOException {
    Map<?, ?> issued =
        Operator.ofStackAt(port)
            .tenants(
                out -> {
                  out.writeStringField("operation", "issue-token");
                  out.writeStringField("tenant", tenant);
                  out.writeStringField("principal", principal);
                  out.writeStringField("role", role);
                  if (days != null) {
                    out.writeNumberField("lifetime_seconds", Duration.ofDays(days).toSeconds());
                  }
                });
    System.err.printf(
        "Token %s of %s, a %s of %s:%n", issued.get("token_id"), principal, role, tenant);
    System.out.println(issued.get("token"));
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists a tenant's tokens, without their secrets.")
  int list(
      @Parameters(paramLabel = "TENANT") String tenant,
      @Option(names = "--port", defaultValue = "5000", description = PORT) int port)
      throws IOException {
    Map<?, ?> answer =
        Operator.ofStackAt(port)
            .tenants(
                out -> {
                  out.writeStringField("operation", "list-tokens");
                  out.writeStringField("tenant", tenant);
                });
    if (answer.get("tokens") instanceof List<?> tokens) {
      tokens.forEach(token -> print((Map<?, ?>) token));
    }
    return 0;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Revokes a token; it dies within a minute.")
  int revoke(
      @Parameters(paramLabel = "TENANT") String tenant,
      @Parameters(paramLabel = "TOKEN_ID") String token,
      @Option(names = "--port", defaultValue = "5000", description = PORT) int port)
      throws IOException {
    var _ =
        Operator.ofStackAt(port)
            .tenants(
                out -> {
                  out.writeStringField("operation", "revoke-token");
                  out.writeStringField("tenant", tenant);
                  out.writeStringField("token_id", token);
                });
    System.out.println("Revoked; it dies within a minute.");
    return 0;
  }

  private static void print(Map<?, ?> token) {
    System.out.printf(
        "%s %-7s %-24s issued %s%s%s%n",
        token.get("token_id"),
        token.get("role"),
        token.get("principal"),
        time(token, "issued_at"),
        token.containsKey("expires_at") ? " expires " + time(token, "expires_at") : "",
        token.containsKey("revoked_at") ? " revoked " + time(token, "revoked_at") : "");
  }

  private static String time(Map<?, ?> token, String name) {
    return token.get(name) instanceof Long millis ? Instant.ofEpochMilli(millis).toString() : "?";
  }
}
