package dev.bulkhead.local.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      @Option(
              names = "--also",
              paramLabel = "TENANT=ROLE",
              description = "Another tenant in which it is good, as viewer or editor; repeatable.")
          @Nullable List<String> also,
      @Option(names = "--days", description = "How long it lives; for good unless given.")
          @Nullable Integer days,
      @Mixin RunningStack stack)
      throws IOException {
    var fields = new HashMap<String, Object>();
    fields.put("tenant", tenant);
    fields.put("principal", principal);
    fields.put("role", role);
    fields.put("also", also == null ? List.of() : also);
    if (days != null) {
      fields.put("lifetime_seconds", Duration.ofDays(days).toSeconds());
    }
    Map<?, ?> issued = stack.ask("issue-token", fields);
    System.err.printf(
        "Token %s of %s, a %s of %s:%n", issued.get("token_id"), principal, role, tenant);
    System.out.println(issued.get("token"));
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists a tenant's tokens, without their secrets.")
  int list(@Parameters(paramLabel = "TENANT") String tenant, @Mixin RunningStack stack)
      throws IOException {
    Map<?, ?> answer = stack.ask("list-tokens", Map.of("tenant", tenant));
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
      @Mixin RunningStack stack)
      throws IOException {
    var _ = stack.ask("revoke-token", Map.of("tenant", tenant, "token_id", token));
    System.out.println("Revoked; it dies within a minute.");
    return 0;
  }

  @Command(
      name = "guests",
      mixinStandardHelpOptions = true,
      description = "Lists other tenants' tokens that are good in this one, or were.")
  int guests(@Parameters(paramLabel = "TENANT") String tenant, @Mixin RunningStack stack)
      throws IOException {
    Map<?, ?> answer = stack.ask("list-guests", Map.of("tenant", tenant));
    if (answer.get("guests") instanceof List<?> guests) {
      guests.forEach(guest -> printGuest((Map<?, ?>) guest));
    }
    return 0;
  }

  @Command(
      name = "dismiss",
      mixinStandardHelpOptions = true,
      description = "Ends what another tenant's token may do in this one, within a minute.")
  int dismiss(
      @Parameters(paramLabel = "TENANT") String tenant,
      @Parameters(paramLabel = "HOME") String home,
      @Parameters(paramLabel = "TOKEN_ID") String token,
      @Mixin RunningStack stack)
      throws IOException {
    var _ = stack.ask("dismiss-guest", Map.of("tenant", tenant, "home", home, "token_id", token));
    System.out.println("Dismissed, within a minute everywhere.");
    return 0;
  }

  private static void printGuest(Map<?, ?> guest) {
    System.out.printf(
        "%s of %s: %s %s since %s%s%n",
        guest.get("token_id"),
        guest.get("home"),
        guest.get("principal"),
        guest.get("role"),
        time(guest, "admitted_at"),
        guest.containsKey("dismissed_at") ? " until " + time(guest, "dismissed_at") : "");
  }

  private static void print(Map<?, ?> token) {
    System.out.printf(
        "%s %-7s %-24s issued %s%s%s%s%n",
        token.get("token_id"),
        token.get("role"),
        token.get("principal"),
        time(token, "issued_at"),
        token.containsKey("expires_at") ? " expires " + time(token, "expires_at") : "",
        token.containsKey("revoked_at") ? " revoked " + time(token, "revoked_at") : "",
        token.get("also") instanceof List<?> also ? " also " + also : "");
  }

  private static String time(Map<?, ?> token, String name) {
    return token.get(name) instanceof Long millis ? Instant.ofEpochMilli(millis).toString() : "?";
  }
}
