package dev.bulkhead.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bulkhead.http.Json;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.stack.LocalAws;
import java.io.IOException;
import java.util.Map;

/** Makes tenants and their tokens on a stack. */
final class Tokens {
  private Tokens() {}

  /** A new token of a tenant, which is made if there is none. */
  static String token(LocalAws aws, String tenant, String role) throws IOException {
    var _ = tenants(aws, "{\"operation\":\"create-tenant\",\"tenant\":\"" + tenant + "\"}");
    return tenants(
            aws,
            "{\"operation\":\"issue-token\",\"tenant\":\"%s\",\"principal\":\"a\",\"role\":\"%s\"}"
                .formatted(tenant, role))
        .get("token")
        .toString();
  }

  /** What the operators' function answers to a command. */
  static Map<?, ?> tenants(LocalAws aws, String command) throws IOException {
    Outcome outcome = aws.invoke("TenantsFunction", command.getBytes(UTF_8));
    return (Map<?, ?>) Json.read(((Outcome.Answered) outcome).payload());
  }
}
