package dev.bulkhead.local.cli;

import dev.bulkhead.local.StackLog;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.local.stack.OperatorDoor;
import dev.bulkhead.local.stack.RolesDoor;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bulkhead up} */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Serves MLflow for the demo tenants until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "5000",
      description = "Where it listens; ${DEFAULT-VALUE} unless given.")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keeps everything in this directory; without it, all is in memory.")
  private @Nullable Path data;

  @Option(
      names = "--no-chores",
      description = {
        "Leaves the chores undone that AWS has done every hour, but by ./bulkhead maintain;",
        "without it, they are done when nobody has called for a while."
      })
  private boolean noChores;

  private final IdleChores chores = new IdleChores(Clock.systemUTC());

  @Mixin private final BadWeather badWeather = new BadWeather();

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long start = System.nanoTime();
    err.println("Starting DynamoDB, S3, STS, IAM and the gateway ...");
    Optional<Path> directory = Optional.ofNullable(data);
    LocalAws aws = start(directory);
    var demo = new DemoTenants(aws);
    demo.create();
    Map<String, String> tokens = demo.tokens(directory);
    badWeather.begin().ifPresent(err::println);
    OperatorDoor operator =
        OperatorDoor.open(
            aws.lambda(), id -> aws.environment(aws.template().function(id)), aws.queues().all());
    RolesDoor roles = RolesDoor.open(aws, Clock.systemUTC());
    Path key = Project.operatorKey(aws.uri().getPort());
    Operator.leave(operator.key(), roles.key(), key);

    stopOnSignal(aws, operator, roles, key);
    err.printf("Ready after %.1f s.%n%n", (System.nanoTime() - start) / 1e9);
    greet(aws.uri(), tokens);
    warm(aws);
    if (!noChores) {
      chores.start(aws);
    }
    new CountDownLatch(1).await();
    return 0;
  }

  private LocalAws start(Optional<Path> directory) throws IOException {
    StackLog log =
        (source, text) ->
            err.println(
                LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS)
                    + " "
                    + source
                    + " "
                    + text);
    try {
      return LocalAws.start(
          new LocalAws.Config(
              Project.template(),
              port,
              directory,
              Clock.systemUTC(),
              chores.listening(log),
              badWeather.starter()));
    } catch (IOException e) {
      throw new Complaint(
          e instanceof BindException || e.getCause() instanceof BindException
              ? "Port %d is in use; stop what listens there, or choose another with --port."
                  .formatted(port)
              : String.valueOf(e.getMessage()));
    }
  }

  private void stopOnSignal(LocalAws aws, OperatorDoor operator, RolesDoor roles, Path key) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  err.println("Stopping ...");
                  chores.close();
                  operator.close();
                  roles.close();
                  aws.close();
                  try {
                    Files.deleteIfExists(key);
                  } catch (IOException e) {
                    err.println("Could not delete " + key + ": " + e);
                  }
                }));
  }

  private void greet(URI uri, Map<String, String> tokens) {
    out.println("Bulkhead serves MLflow at " + uri + "\n");
    tokens.forEach((tenant, token) -> out.printf("  tenant %-6s token %s%n", tenant, token));
    out.println("\nTo train as acme, paste this into another terminal:\n");
    var variables = new ClientVariables(uri, tokens.getOrDefault("acme", ""));
    out.print(variables.lines(ClientVariables.Format.SHELL).indent(2));
    out.println("\nFor PowerShell, a notebook or a .env file: ./bulkhead env acme --help");
    out.println("\nCtrl-C stops it.\n");
    out.flush();
  }

  /** What a client will call first should not wait for classes to load. */
  private static void warm(LocalAws aws) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> aws.template().functions().forEach(f -> aws.lambda().warm(f.id())));
  }
}
