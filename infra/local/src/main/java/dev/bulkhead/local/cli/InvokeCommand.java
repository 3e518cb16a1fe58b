package dev.bulkhead.local.cli;

import dev.bulkhead.http.Json;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.local.template.LambdaFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulkhead invoke} */
@Command(
    name = "invoke",
    mixinStandardHelpOptions = true,
    description = {
      "Invokes one function with one event, as sam local invoke does, without Docker.",
      "It runs in a stack of its own, in memory, with the tenants acme and acme2; or, given --port, "
          + "in the one that listens there."
    })
final class InvokeCommand implements Callable<Integer> {
  private static final Path STANDARD_INPUT = Path.of("-");

  @Parameters(paramLabel = "Function", description = "Such as ExperimentsFunction.")
  private String function = "";

  @Option(
      names = {"-e", "--event"},
      paramLabel = "FILE",
      required = true,
      description = "The event, such as events/create-experiment.json; - for standard input.")
  private Path event = STANDARD_INPUT;

  @Option(names = "--port", description = "The port of a running stack.")
  private @Nullable Integer port;

  @Override
  public Integer call() throws IOException {
    byte[] payload = event.equals(STANDARD_INPUT) ? System.in.readAllBytes() : read(event);
    if (port != null) {
      var answer = Operator.ofStackAt(port).invoke(function, payload);
      print(answer.body());
      boolean failed =
          answer.statusCode() != 200
              || answer.headers().firstValue("x-amz-function-error").isPresent();
      return failed ? 1 : 0;
    }
    try (LocalAws aws = start()) {
      checkFunction(aws);
      new DemoTenants(aws).create();
      return print(aws.invoke(function, payload));
    }
  }

  private static LocalAws start() throws IOException {
    return LocalAws.start(
        new LocalAws.Config(
            Project.template(),
            0,
            Optional.empty(),
            Clock.systemUTC(),
            (source, text) -> System.err.println(source + " " + text)));
  }

  private void checkFunction(LocalAws aws) {
    if (!aws.lambda().has(function)) {
      throw new Complaint(
          "The template has no function %s; it has %s."
              .formatted(
                  function,
                  String.join(
                      ", ", aws.template().functions().stream().map(LambdaFunction::id).toList())));
    }
  }

  private static byte[] read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new Complaint("There is no event at " + file + ".");
    }
    return Files.readAllBytes(file);
  }

  private static int print(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(byte[] payload) -> {
        print(payload);
        yield 0;
      }
      case Outcome.Failed(String type, String message) -> {
        print(
            Json.write(
                out -> {
                  out.writeStringField("errorType", type);
                  out.writeStringField("errorMessage", message);
                }));
        yield 1;
      }
      case Outcome.TooLarge _ ->
          throw new Complaint("The event is larger than the 6 MB that Lambda takes.");
    };
  }

  private static void print(byte[] payload) {
    System.out.writeBytes(payload);
    System.out.println();
  }
}
