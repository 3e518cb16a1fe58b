package dev.bulkhead.bench;

import dev.bulkhead.app.Environment;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.local.template.LambdaFunction;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * C1: how long functions take to their first answer, each in a JVM of its own under Lambda's
 * runtime client.
 */
final class ColdStarts {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String TENANT = "bench-0";

  /** What each function is first asked; its sample event, as a tenant that there is. */
  private static final List<Start> STARTS =
      List.of(
          new Start("ServerFunction", "version"),
          new Start("AuthorizerFunction", "authorize"),
          new Start("ExperimentsFunction", "get-experiment-by-name"),
          new Start("RunsFunction", "log-batch"),
          new Start("SearchFunction", "search-runs"),
          new Start("ModelsFunction", "get-logged-model"),
          new Start("ArtifactsFunction", "list-run-artifacts"));

  private record Start(String function, String event) {}

  /**
   * Of one function, in milliseconds.
   *
   * @param plain from the start of the JVM to the answer
   * @param restored from the event to the answer, after a snapshot without a rehearsal
   * @param primed the same after one with it
   */
  record Figure(String function, String event, Spread plain, Spread restored, Spread primed) {}

  private enum Way {
    PLAIN,
    RESTORED,
    PRIMED
  }

  private final Path root;
  private final LocalAws aws;
  private final int rounds;

  private ColdStarts(Path root, LocalAws aws, int rounds) {
    this.root = root;
    this.aws = aws;
    this.rounds = rounds;
  }

  static List<Figure> measure(Path root, int rounds) throws IOException {
    var config =
        new LocalAws.Config(
            root.resolve("template.yaml"), 0, Optional.empty(), Clock.systemUTC(), (_, _) -> {});
    try (LocalAws aws = LocalAws.start(config)) {
      var command = "{\"operation\":\"create-tenant\",\"tenant\":\"" + TENANT + "\"}";
      Outcome made = aws.invoke("TenantsFunction", command.getBytes(StandardCharsets.UTF_8));
      if (!(made instanceof Outcome.Answered)) {
        throw new IOException("No tenant was made: " + made);
      }
      return new ColdStarts(root, aws, rounds).measure();
    }
  }

  private List<Figure> measure() throws IOException {
    var figures = new ArrayList<Figure>();
    LambdaFunction runs = function("RunsFunction");
    figures.add(
        figure("the SDK alone", "", runs, BareFunction.class.getName(), new byte[] {'{', '}'}));
    for (Start start : STARTS) {
      LambdaFunction function = function(start.function());
      byte[] event = event(start.event());
      figures.add(figure(start.function(), start.event(), function, function.handler(), event));
    }
    return figures;
  }

  private LambdaFunction function(String id) {
    return aws.template().functions().stream()
        .filter(function -> function.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private byte[] event(String name) throws IOException {
    return Files.readString(root.resolve("events").resolve(name + ".json"))
        .replace("\"acme\"", "\"" + TENANT + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  private Figure figure(
      String name, String eventName, LambdaFunction function, String handler, byte[] event)
      throws IOException {
    Map<Way, List<Double>> times = new EnumMap<>(Way.class);
    for (int round = 0; round < rounds; round++) {
      for (Way way : Way.values()) {
        double time = once(way, function, handler, event);
        times.computeIfAbsent(way, _ -> new ArrayList<>()).add(time);
      }
    }
    var figure =
        new Figure(
            name,
            eventName,
            Spread.of(times.getOrDefault(Way.PLAIN, List.of()), Double::doubleValue),
            Spread.of(times.getOrDefault(Way.RESTORED, List.of()), Double::doubleValue),
            Spread.of(times.getOrDefault(Way.PRIMED, List.of()), Double::doubleValue));
    Progress.say(
        "    %-20s plain %,5.0f ms   restored %,5.0f ms   primed %,5.0f ms"
            .formatted(
                name,
                figure.plain().median(),
                figure.restored().median(),
                figure.primed().median()));
    return figure;
  }

  private double once(Way way, LambdaFunction function, String handler, byte[] event)
      throws IOException {
    try (var api = new RuntimeApi()) {
      long start = System.nanoTime();
      Process process = start(api, way, function, handler);
      try {
        if (way != Way.PLAIN) {
          api.awaitSnapshot();
          start = System.nanoTime();
          api.restore();
        }
        api.invoke(event);
        return (api.answer().time() - start) / 1e6;
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private Process start(RuntimeApi api, Way way, LambdaFunction function, String handler)
      throws IOException {
    var command = new ArrayList<String>();
    if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
      command.addAll(List.of("/usr/bin/taskset", "-c", "0"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            classpath(),
            CLIENT,
            handler));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(variables(api, way, aws.environment(function)));
    return builder.start();
  }

  private static Map<String, String> variables(RuntimeApi api, Way way, Environment environment) {
    var variables = new HashMap<>(environment.variables());
    AwsCredentials credentials = environment.credentials().resolveCredentials();
    variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
    variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
    variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    if (way != Way.PLAIN) {
      variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    }
    if (way == Way.RESTORED) {
      variables.put("BULKHEAD_REHEARSAL", "false");
    }
    return variables;
  }

  /** What the function has in Lambda, the runtime client, and the folder of the bare function. */
  private String classpath() throws IOException {
    var paths = new ArrayList<String>();
    paths.add(root.resolve("functions/target/classes").toString());
    try (var libraries = Files.list(root.resolve("functions/target/lambda/lib"))) {
      libraries.map(Path::toString).sorted().forEach(paths::add);
    }
    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> path.contains("aws-lambda-java"))
        .forEach(paths::add);
    var own = BareFunction.class.getProtectionDomain().getCodeSource().getLocation();
    paths.add(Path.of(own.getPath()).toString());
    return String.join(File.pathSeparator, paths);
  }
}
