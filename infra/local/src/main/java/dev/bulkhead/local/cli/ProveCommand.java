package dev.bulkhead.local.cli;

import dev.bulkhead.http.Json;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.prove.Matrix;
import dev.bulkhead.local.prove.OperatedDeployment;
import dev.bulkhead.local.prove.OperatedDeployment.Tenants;
import dev.bulkhead.local.prove.Proof;
import dev.bulkhead.local.prove.Prover;
import dev.bulkhead.local.prove.Report;
import dev.bulkhead.local.stack.LocalAws;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bulkhead prove} */
@Command(
    name = "prove",
    description = {
      "Tries the walls with real credentials of two throw-away tenants, each after the other's data.",
      "Of a stack of its own, in memory; of the one on --port; or of a deployment with --aws. Ends "
          + "with 1 if anything crossed, or if any control failed, so that nothing is proved."
    },
    footer = {
      "",
      "A deployment must allow it: sam deploy --parameter-overrides AllowSessionVending=true",
      "Its operator's identity comes from the AWS SDK's default chain. The hashes in the report are",
      "those of this working tree's template: deploy from the same commit."
    })
final class ProveCommand implements Callable<Integer> {
  private static final String TENANTS = "TenantsFunction";

  @Option(names = "--port", description = "The port of a running stack.")
  private @Nullable Integer port;

  @Option(
      names = "--aws",
      paramLabel = "FUNCTION",
      description = "A deployment's output TenantsFunctionName.")
  private @Nullable String function;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      defaultValue = "bulkhead-proof.json",
      description = "Where the report goes; ${DEFAULT-VALUE} unless given.")
  private Path report = Path.of("bulkhead-proof.json");

  @Override
  public Integer call() throws IOException {
    if (port != null && function != null) {
      throw new Complaint("Either --port or --aws, not both.");
    }
    if (port != null) {
      return prove("local, port " + port, Operator.ofStackAt(port)::tenants);
    }
    if (function != null) {
      try (var aws = new AwsOperator(function)) {
        return prove("aws, " + function, aws::tenants);
      }
    }
    try (LocalAws aws = start()) {
      return prove("local, in memory", command -> invoke(aws, command));
    }
  }

  private int prove(String where, Tenants tenants) throws IOException {
    Proof proof = new Prover(new OperatedDeployment(tenants), Clock.systemUTC()).prove();
    System.out.print(Matrix.of(proof));
    new Report(proof, where, Project.template(), Project.version()).write(report);
    System.out.printf(
        "%n%s %d attempts, %d crossings, %d unproven, in %.1f s. Report: %s%n",
        proof.holds() ? "The walls hold." : "NOT PROVED.",
        proof.attempts(),
        proof.crossings().size(),
        proof.unproven().size(),
        proof.seconds(),
        report);
    return proof.holds() ? 0 : 1;
  }

  private static LocalAws start() throws IOException {
    // Nobody listens: every denial is provoked.
    return LocalAws.start(LocalAws.Config.of(Project.template()));
  }

  private static Map<?, ?> invoke(LocalAws aws, JsonBody command) throws IOException {
    return switch (aws.invoke(TENANTS, Json.write(command))) {
      case Outcome.Answered(byte[] payload) -> FunctionAnswer.read(payload);
      case Outcome.Failed(String type, String message) ->
          throw new Complaint("The tenants' function failed: %s: %s".formatted(type, message));
      case Outcome.TooLarge _ -> throw new IllegalStateException("A command is small");
    };
  }
}
