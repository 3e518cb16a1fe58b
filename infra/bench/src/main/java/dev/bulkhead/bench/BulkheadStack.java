package dev.bulkhead.bench;

import dev.bulkhead.app.Environment;
import dev.bulkhead.http.Json;
import dev.bulkhead.local.stack.OperatorDoor.OperatorKey;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Bulkhead's own local stack, as {@code ./bulkhead up} starts it. */
final class BulkheadStack implements Peer {
  static final String NAME = "bulkhead";

  /**
   * A run that has ended is sealed when nobody has written to it for so long, and a little more.
   */
  private static final Duration UNTOUCHED = Duration.ofSeconds(70);

  /** Fewer runs are searched as fast before the chores as after them. */
  private static final int WORTH_SEALING = 10_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Server start(Workshop workshop) throws IOException {
    int port = Workshop.freePort();
    Process process =
        workshop.start(
            NAME,
            List.of(
                workshop.root().resolve("bulkhead").toString(),
                "up",
                "--no-chores",
                "--port",
                "" + port),
            Map.of());
    URI uri = URI.create("http://127.0.0.1:" + port);
    workshop.awaitLine("Ctrl-C stops it", process, NAME);
    Operator operator = Operator.of(workshop.root(), port);
    return new Server(NAME, commit(workshop.root()), uri, operator, operator, List.of(process));
  }

  /** The name of the tenant of a number. */
  static String tenant(int number) {
    return "bench-" + number;
  }

  private static String commit(Path root) throws IOException {
    Process git =
        new ProcessBuilder("git", "-C", root.toString(), "describe", "--always", "--dirty").start();
    try (Reader out = git.inputReader()) {
      return "commit " + out.readAllAsString().strip();
    }
  }

  /** Who makes tenants and tokens on the running stack, and has it do its chores. */
  static final class Operator implements Server.Tenants, Server.Filler {
    private final OperatorKey key;

    /** By the tenants' numbers; not a part of what an operator is, which others are found by. */
    private final Map<Integer, String> tokens = new ConcurrentHashMap<>();

    private Operator(OperatorKey key) {
      this.key = key;
    }

    static Operator of(Path root, int port) throws IOException {
      Path file = root.resolve(".bulkhead").resolve("operator-" + port + ".properties");
      var left = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        left.load(reader);
      }
      return new Operator(
          new OperatorKey(URI.create(left.getProperty("endpoint")), left.getProperty("secret")));
    }

    @Override
    public String token(int tenant) throws IOException {
      String known = tokens.get(tenant);
      if (known != null) {
        return known;
      }
      String name = tenant(tenant);
      tenants(Map.of("operation", "create-tenant", "tenant", name));
      Map<?, ?> issued =
          tenants(
              Map.of(
                  "operation", "issue-token", "tenant", name, "principal", "b", "role", "editor"));
      String token = String.valueOf(issued.get("token"));
      tokens.put(tenant, token);
      return token;
    }

    /** Logs runs and, if they are many, has the hourly chores done as soon as these would. */
    @Override
    public void fill(Mlflow client, String experiment, int runs, long seed) throws IOException {
      Searching.log(client, experiment, runs, seed);
      if (runs >= WORTH_SEALING) {
        settle();
      }
    }

    @Override
    public void settle() throws IOException {
      Progress.say("    the chores of an hour later");
      sleep(UNTOUCHED);
      while (!maintained()) {
        Progress.say("    ... and more of them");
      }
    }

    private boolean maintained() throws IOException {
      Map<?, ?> answer = invoke("MaintenanceFunction", Json.write(_ -> {}));
      return answer.get("chores") instanceof List<?> chores
          && chores.stream().allMatch(c -> c instanceof Map<?, ?> m && ended(m));
    }

    private static boolean ended(Map<?, ?> chore) {
      if (chore.containsKey("error_code")) {
        throw new IllegalStateException("A chore failed: " + chore);
      }
      return Boolean.TRUE.equals(chore.get("ended"));
    }

    private static void sleep(Duration time) throws IOException {
      try {
        Thread.sleep(time);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted", e);
      }
    }

    /** What a function of the stack is given, to be started outside of it. */
    Environment environment(String function) throws IOException {
      Map<?, ?> told = send(HttpRequest.newBuilder(key.configuration(function)).GET());
      var variables = new HashMap<String, String>();
      if (told.get("Environment") instanceof Map<?, ?> environment
          && environment.get("Variables") instanceof Map<?, ?> given) {
        given.forEach((name, value) -> variables.put("" + name, "" + value));
      }
      return new Environment(
          variables,
          StaticCredentialsProvider.create(
              AwsSessionCredentials.create(
                  variables.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                  variables.getOrDefault("AWS_SECRET_ACCESS_KEY", ""),
                  variables.getOrDefault("AWS_SESSION_TOKEN", ""))));
    }

    private Map<?, ?> tenants(Map<String, String> command) throws IOException {
      byte[] event =
          Json.write(
              out -> {
                for (var field : command.entrySet()) {
                  out.writeStringField(field.getKey(), field.getValue());
                }
              });
      return invoke("TenantsFunction", event);
    }

    /** Invokes a function at the operator's door. */
    private Map<?, ?> invoke(String function, byte[] event) throws IOException {
      return send(
          HttpRequest.newBuilder(key.invocations(function))
              .POST(BodyPublishers.ofByteArray(event)));
    }

    private Map<?, ?> send(HttpRequest.Builder builder) throws IOException {
      HttpRequest request = builder.header("Authorization", "Bearer " + key.secret()).build();
      try (HttpClient client = HttpClient.newHttpClient()) {
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() == 200 && Json.read(answer.body()) instanceof Map<?, ?> fields) {
          return fields;
        }
        throw new IOException("The operator's door answered " + answer.statusCode());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted", e);
      }
    }
  }
}
