package dev.bulkhead.local.cli;

import dev.bulkhead.http.JsonBody;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Which tenants a command means: those of a running stack, or of a deployment. */
final class Reach {
  @Option(
      names = "--port",
      defaultValue = "5000",
      description = "Port of the stack; ${DEFAULT-VALUE} unless given.")
  private int port;

  @Option(
      names = "--aws",
      paramLabel = "FUNCTION",
      description = "A deployment's output TenantsFunctionName, to act as you are known to AWS.")
  private @Nullable String function;

  @Option(
      names = "--role",
      paramLabel = "NAME",
      description = "With --aws, the deployment's outputs that end in RoleName; all of them.")
  private List<String> roles = List.of();

  /** What is wrong with a tenant's name ends the command with a sentence. */
  static TenantId tenant(String name) {
    if (!TenantId.isWellFormed(name)) {
      throw new Complaint("No tenant can be called '" + name + "'.");
    }
    return new TenantId(name);
  }

  KillSwitch killSwitch() throws IOException {
    if (function == null) {
      return Operator.ofStackAt(port).killSwitch();
    }
    if (roles.isEmpty()) {
      throw new Complaint("With --aws, name the tenants' roles: --role NAME, once for each.");
    }
    return KillSwitch.of(
        DefaultAwsRegionProviderChain.builder().build().getRegion(),
        Optional.empty(),
        DefaultCredentialsProvider.builder().build(),
        roles);
  }

  void operate(JsonBody command) throws IOException {
    if (function == null) {
      var _ = Operator.ofStackAt(port).tenants(command);
      return;
    }
    try (var aws = new AwsOperator(function)) {
      var _ = aws.tenants(command);
    }
  }
}
