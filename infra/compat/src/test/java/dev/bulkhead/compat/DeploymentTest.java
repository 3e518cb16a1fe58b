package dev.bulkhead.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.app.Environment;
import dev.bulkhead.local.cli.BulkheadCommand;
import dev.bulkhead.local.smoke.SmokeCheck;
import dev.bulkhead.local.template.LambdaFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What clients are tried against is there, whichever it is. */
@Timeout(300)
class DeploymentTest {

  @Test
  void everyPartOfTheDeploymentIsUsedOnce() throws IOException {
    try (Deployment deployment = Deployment.chosen()) {
      var steps = new ArrayList<String>();

      try (var check = new SmokeCheck(deployment.uri(), deployment.token("smoke"), steps::add)) {
        check.run();
      }

      assertThat(steps).hasSizeGreaterThan(5);
    }
  }

  /** A second local stack stands in for LocalStack: functions reach what they are given, alone. */
  @Test
  @DisabledIfSystemProperty(named = "bulkhead.backend", matches = "aws|localstack")
  void functionsUseTheServicesThatTheyAreGiven() throws IOException {
    try (StackDeployment owner = StackDeployment.local();
        Deployment guest = StackDeployment.on(servicesOf(owner))) {
      var steps = new ArrayList<String>();

      try (var check = new SmokeCheck(guest.uri(), guest.token("guest"), steps::add)) {
        check.run();
      }

      assertThat(steps).isNotEmpty();
      assertThat(owner.operate(out -> out.writeStringField("operation", "list-tenants")))
          .asString()
          .contains("guest");
    }
  }

  private static Services servicesOf(StackDeployment owner) {
    return new Services() {
      @Override
      public Environment environment(LambdaFunction function) {
        return owner.stack().environment(function);
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void anAccountIsTriedOnlyWhereItsStackIsNamed() {
    assertThatThrownBy(() -> new AwsDeployment(Map.of("BULKHEAD_URL", "https://x.example")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Set BULKHEAD_TENANTS_FUNCTION to the output TenantsFunctionName of a deployed stack.");
  }

  @Test
  void aBackendThatIsNoneIsRefused() {
    assertThatThrownBy(() -> Deployment.named("moon"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no backend moon");
  }

  /** Of the local stack, ProverTest proves them; LocalStack's free form has no walls to prove. */
  @Test
  @EnabledIfSystemProperty(named = "bulkhead.backend", matches = "aws")
  void theWallsOfTheAccountHold(@TempDir Path directory) {
    var deployment = new AwsDeployment(System.getenv());
    String report = directory.resolve("proof.json").toString();

    assertThat(
            BulkheadCommand.run(
                List.of("prove", "--aws", deployment.tenantsFunction(), "--report", report)
                    .toArray(String[]::new)))
        .isZero();
  }
}
