package dev.bulkhead.bench;

import dev.bulkhead.app.Environment;
import dev.bulkhead.bench.ColdStarts.Way;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Starts a JVM on one core with Lambda's runtime client and Lambda's own options, and times its
 * first answer. SnapStart's snapshot is played by waiting: between the hooks the process stands
 * still where on AWS it would be stored and restored.
 */
final class ColdJvm {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final Path PINNING = Path.of("/usr/bin/taskset");

  private final String classpath;

  ColdJvm(Path root) throws IOException {
    this.classpath = classpath(root);
  }

  /**
   * A first answer.
   *
   * @param millis from when it was waited for
   */
  record First(double millis, String answer) {}

  /** The first answer of a function. */
  First first(Way way, String handler, Environment environment, byte[] event) throws IOException {
    return first(way, handler, environment, Map.of(), event);
  }

  /** The milliseconds to the first answer of the SDK alone, with one compiler. */
  double bare(Environment environment, String calls) throws IOException {
    return first(
            Way.C1,
            BareFunction.class.getName(),
            environment,
            Map.of(BareFunction.CALLS, calls),
            new byte[] {'{', '}'})
        .millis();
  }

  private First first(
      Way way, String handler, Environment environment, Map<String, String> more, byte[] event)
      throws IOException {
    try (var api = new RuntimeApi(role(environment))) {
      var builder = new ProcessBuilder(command(way, handler)).redirectErrorStream(true);
      builder.redirectOutput(Redirect.DISCARD);
      builder.environment().putAll(variables(api, way, environment));
      builder.environment().putAll(more);
      long start = System.nanoTime();
      Process process = builder.start();
      try {
        if (way == Way.PRIMED) {
          api.awaitSnapshot();
          start = System.nanoTime();
          api.restore();
        }
        api.invoke(event);
        RuntimeApi.Answer answer = api.answer();
        return new First((answer.time() - start) / 1e6, answer.body());
      } finally {
        Processes.stop(process);
      }
    }
  }

  private List<String> command(Way way, String handler) {
    var command = new ArrayList<String>();
    if (Files.isExecutable(PINNING)) {
      command.addAll(List.of(PINNING.toString(), "-c", "0"));
    }
    command.addAll(
        List.of(
            Processes.java(),
            "-XX:+UseSerialGC",
            way.compiler(),
            "-Xshare:auto",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
            "-Djava.net.preferIPv4Stack=true",
            "-cp",
            classpath,
            CLIENT,
            handler));
    return command;
  }

  private static Map<String, String> variables(RuntimeApi api, Way way, Environment environment) {
    var variables = new HashMap<>(environment.variables());
    variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    if (way == Way.PRIMED) {
      variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
      variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", api.role());
    } else {
      AwsSessionCredentials credentials = role(environment);
      variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
      variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
      variables.put("AWS_SESSION_TOKEN", credentials.sessionToken());
    }
    return variables;
  }

  /** Of the function's own role, as everything in Lambda has them. */
  private static AwsSessionCredentials role(Environment environment) {
    return (AwsSessionCredentials) environment.credentials().resolveCredentials();
  }

  /** What the function has in Lambda, the runtime client, and where the bare function is. */
  private static String classpath(Path root) throws IOException {
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
