package dev.bulkhead.local.cli;

import dev.bulkhead.http.Json;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.stack.LocalAws;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The two tenants that a stack comes with, so that walls can be seen at once. */
final class DemoTenants {
  static final List<String> NAMES = List.of("acme", "acme2");

  private final LocalAws aws;

  DemoTenants(LocalAws aws) {
    this.aws = aws;
  }

  /** Makes sure that both are there. */
  void create() throws IOException {
    for (String name : NAMES) {
      var _ = ask("create-tenant", Map.of("tenant", name));
    }
  }

  /**
   * A token of each by its name. A stack that keeps its data keeps these too, since only their
   * hashes are in the table.
   */
  Map<String, String> tokens(Optional<Path> data) throws IOException {
    Optional<Path> file = data.map(directory -> directory.resolve("demo-tokens.properties"));
    Properties kept = file.isPresent() ? PrivateFile.read(file.get()) : new Properties();
    var tokens = new LinkedHashMap<String, String>();
    for (String name : NAMES) {
      String token = kept.getProperty(name);
      tokens.put(name, token == null ? issue(name) : token);
    }
    if (file.isPresent()) {
      var properties = new Properties();
      properties.putAll(tokens);
      PrivateFile.write(file.get(), properties);
    }
    return tokens;
  }

  private String issue(String tenant) throws IOException {
    Map<?, ?> answer =
        ask("issue-token", Map.of("tenant", tenant, "principal", "demo", "role", "admin"));
    return String.valueOf(answer.get("token"));
  }

  private Map<?, ?> ask(String operation, Map<String, ?> fields) throws IOException {
    return switch (aws.invoke(
        "TenantsFunction", Json.write(TenantsCommand.of(operation, fields)))) {
      case Outcome.Answered(byte[] payload) -> FunctionAnswer.read(payload);
      case Outcome.Failed(String type, String message) ->
          throw new Complaint("The tenants' function failed: " + type + ": " + message);
      case Outcome.TooLarge _ -> throw new IllegalStateException("a command is small");
    };
  }
}
