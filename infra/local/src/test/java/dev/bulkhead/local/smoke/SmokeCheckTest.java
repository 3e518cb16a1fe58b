package dev.bulkhead.local.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.app.Environment;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.local.lambda.FunctionStarter;
import dev.bulkhead.local.lambda.Handlers;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.local.template.LambdaFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The smoke check finds what works and what does not, with and without a key of its own. */
@Timeout(120)
class SmokeCheckTest {
  private static final Path TEMPLATE =
      Path.of(System.getProperty("bulkhead.root", "../.."), "template.yaml");

  @TempDir private Path directory;

  @Test
  void aDeploymentThatWorksPassesAndNothingIsLeft() throws IOException {
    try (LocalAws aws = start(Files.readString(TEMPLATE), Handlers::create)) {
      String token = token(aws);

      List<String> steps = check(aws, token);

      assertThat(steps).hasSize(6).allMatch(line -> line.startsWith("ok "));
      try (var client = new Client(aws.uri(), token)) {
        assertThat(client.get("experiments/search?max_results=10").toString())
            .doesNotContain("smoke-");
      }
    }
  }

  @Test
  void aTokenOfAnotherDeploymentFailsIt() throws IOException {
    try (LocalAws aws = start(Files.readString(TEMPLATE), Handlers::create)) {
      assertThatThrownBy(() -> check(aws, "bh_acme_0123456789abcdef_" + "0".repeat(64)))
          .isInstanceOf(SmokeFailure.class)
          .hasMessageContaining("experiments/create was answered 403");
    }
  }

  @Test
  void dataUnderAKeyOfTheStackIsReachedByThoseWhoMayUseIt() throws IOException {
    try (LocalAws aws = start(withKey(), Handlers::create)) {
      String token = token(aws);

      assertThatCode(() -> check(aws, token)).doesNotThrowAnyException();
    }
  }

  @Test
  void sessionsThatAreNotToldOfTheKeyReachNothing() throws IOException {
    try (LocalAws aws = start(withKey(), SmokeCheckTest::untold)) {
      String token = token(aws);

      assertThatThrownBy(() -> check(aws, token))
          .isInstanceOf(SmokeFailure.class)
          .hasMessageContaining("experiments/create was answered 500");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UseDataKeyForItems", "UseDataKeyForObjects"})
  void rolesThatMayNotUseTheKeyReachNothing(String policy) throws IOException {
    String without =
        withKey()
            .replaceFirst(
                "(?s)(\n  " + policy + ":.*?Roles:).*?(PolicyDocument)", "$1 []\n      $2");

    try (LocalAws aws = start(without, Handlers::create)) {
      assertThatThrownBy(() -> check(aws, token(aws)))
          .isInstanceOfAny(SmokeFailure.class, AssertionError.class);
    }
  }

  private static List<String> check(LocalAws aws, String token) throws IOException {
    var steps = new ArrayList<String>();
    try (var check = new SmokeCheck(aws.uri(), token, steps::add)) {
      check.run();
    }
    return steps;
  }

  private static String withKey() throws IOException {
    String yaml = Files.readString(TEMPLATE);
    String changed = yaml.replaceFirst("(?s)(\n  OwnKey:.*?Default: )'false'", "$1'true'");
    assertThat(changed).isNotEqualTo(yaml);
    return changed;
  }

  private LocalAws start(String template, FunctionStarter starter) throws IOException {
    Path file = Files.writeString(directory.resolve("template.yaml"), template);
    return LocalAws.start(LocalAws.Config.of(file).with(starter));
  }

  /** As a function would start that was deployed without the variable; the operators' has it. */
  private static RequestStreamHandler untold(LambdaFunction function, Environment environment) {
    Map<String, String> variables = new HashMap<>(environment.variables());
    if (!function.id().equals("TenantsFunction")) {
      variables.replace("DATA_KEY_ARN", "");
    }
    return Handlers.create(function, new Environment(variables, environment.credentials()));
  }

  private static String token(LocalAws aws) throws IOException {
    var _ = tenants(aws, out -> command(out, "create-tenant"));
    Map<?, ?> issued =
        tenants(
            aws,
            out -> {
              command(out, "issue-token");
              out.writeStringField("principal", "smoke");
              out.writeStringField("role", "editor");
            });
    return String.valueOf(issued.get("token"));
  }

  private static void command(JsonGenerator out, String operation) throws IOException {
    out.writeStringField("operation", operation);
    out.writeStringField("tenant", "acme");
  }

  private static Map<?, ?> tenants(LocalAws aws, JsonBody command) throws IOException {
    Outcome outcome = aws.invoke("TenantsFunction", Json.write(command));
    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    return (Map<?, ?>) Json.read(((Outcome.Answered) outcome).payload());
  }
}
