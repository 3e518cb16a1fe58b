package dev.bulkhead.walls;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bulkhead.http.Json;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Whoever may invoke the tenants' function, and what it is asked. */
record Operator(LocalAws aws) {

  /** A command, as {@code events/} would name it. */
  record Command(String name, String json) {}

  /** Every command, on acme. */
  static List<Command> commands() {
    return Stream.of(
            "create-tenant",
            "suspend-tenant",
            "resume-tenant",
            "list-tokens",
            "issue-token",
            "revoke-token",
            "list-guests",
            "dismiss-guest",
            "set-quota",
            "get-usage",
            "release-quarantine",
            "list-tenants")
        .map(
            name ->
                new Command(
                    name,
                    """
                    {"operation":"%s","tenant":"acme","principal":"ana","role":"viewer","home":"acme2",\
                    "token_id":"%s"}"""
                        .formatted(name, Ids.SAMPLE.token())))
        .toList();
  }

  /** Makes tenants, and returns a token of the first. */
  String settle(TenantId... tenants) {
    for (TenantId tenant : tenants) {
      var _ = run("{\"operation\":\"create-tenant\",\"tenant\":\"%s\"}".formatted(tenant));
    }
    return issue(tenants[0].value(), "viewer");
  }

  /** A new token. */
  String issue(String tenant, String role) {
    return String.valueOf(
        run("{\"operation\":\"issue-token\",\"tenant\":\"%s\",\"principal\":\"ana\",\"role\":\"%s\"}"
                .formatted(tenant, role))
            .get("token"));
  }

  Map<?, ?> run(String command) {
    Outcome outcome = aws.invoke("TenantsFunction", command.getBytes(UTF_8));
    try {
      return (Map<?, ?>) Objects.requireNonNull(Json.read(((Outcome.Answered) outcome).payload()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
