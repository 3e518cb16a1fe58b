package dev.bulkhead.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.app.Environment;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.local.template.LambdaFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions are vended where that is allowed, of throw-away tenants alone. */
final class VendSessionTest {
  private static final ConcurrentLinkedQueue<String> LOG = new ConcurrentLinkedQueue<>();
  private static LocalAws aws;

  @BeforeAll
  static void start() throws IOException {
    Path template = Path.of(System.getProperty("bulkhead.root")).resolve("template.yaml");
    aws =
        LocalAws.start(
            new LocalAws.Config(
                template, 0, Optional.empty(), Clock.systemUTC(), (_, text) -> LOG.add(text)));
    for (String tenant : List.of("acme", "prove-acme")) {
      var _ = operate("{'operation':'create-tenant','tenant':'" + tenant + "'}");
    }
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acme       | read   | tracking  | alone",
        "prove-none | read   | tracking  | No tenant",
        "prove-acme | admin  | tracking  | [read, write]",
        "prove-acme | read   | tokens    | [tracking, artifacts, accounting, files, maintenance]",
        "prove-acme | READ   | artifacts | [read, write]"
      })
  void refusesAllElse(String tenant, String access, String capability, String reason) {
    assertThat(operate(vend(tenant, access, capability)))
        .contains("\"error_code\"", reason)
        .doesNotContain("secret_access_key");
  }

  @Test
  void vendsWhatAFunctionWouldActWithAndLogsNoneOfIt() {
    String answer = operate(vend("prove-acme", "read", "tracking"));

    assertThat(answer)
        .contains("\"secret_access_key\":", "\"session_policy\":", "T#prove-acme#*")
        .doesNotContain("PutItem");
    String secret = answer.replaceFirst(".*\"secret_access_key\":\"([^\"]+)\".*", "$1");
    assertThat(LOG).noneMatch(line -> line.contains(secret));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"false", "", "TRUE", "yes"})
  void isNoOperationUnlessTheTemplateSaysTrue(@Nullable String allowed) {
    LambdaFunction function = aws.template().function("TenantsFunction");
    Environment environment = aws.environment(function);
    Map<String, String> variables = new HashMap<>(environment.variables());
    variables.remove("ALLOW_SESSION_VENDING");
    if (allowed != null) {
      variables.put("ALLOW_SESSION_VENDING", allowed);
    }

    assertThat(
            new TenantsFunction(new Environment(variables, environment.credentials())).operations())
        .contains("create-tenant")
        .doesNotContain("vend-session");
    assertThat(new TenantsFunction(environment).operations()).contains("vend-session");
  }

  private static String vend(String tenant, String access, String capability) {
    return "{'operation':'vend-session','tenant':'%s','access':'%s','capability':'%s'}"
        .formatted(tenant, access, capability);
  }

  private static String operate(String event) {
    Outcome outcome =
        aws.invoke("TenantsFunction", event.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    return outcome instanceof Outcome.Answered(byte[] answer)
        ? new String(answer, StandardCharsets.UTF_8)
        : "";
  }
}
