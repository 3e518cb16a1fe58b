package dev.bulkhead.costs;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.Application;
import dev.bulkhead.app.Environment;
import dev.bulkhead.app.LiveStores;
import dev.bulkhead.domain.CapacityUnits;
import dev.bulkhead.experiments.ExperimentsFunction;
import dev.bulkhead.http.Json;
import dev.bulkhead.local.lambda.Handlers;
import dev.bulkhead.local.lambda.Outcome;
import dev.bulkhead.local.stack.LocalAws;
import dev.bulkhead.local.template.LambdaFunction;
import dev.bulkhead.maintenance.MaintenanceFunction;
import dev.bulkhead.runs.RunsFunction;
import dev.bulkhead.tenancy.Capability;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A stack with a meter, and one tenant who calls it. */
final class Account implements AutoCloseable {
  private static final Path ROOT = Path.of(System.getProperty("bulkhead.root", "../.."));

  private final Ledger ledger = new Ledger();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final LocalAws aws;
  private final String token;

  Account() throws IOException {
    this.aws =
        LocalAws.start(
            new LocalAws.Config(
                ROOT.resolve("template.yaml"),
                0,
                Optional.empty(),
                Clock.systemUTC(),
                (_, line) -> log.add(line),
                Account::start,
                ledger));
    operator("{\"operation\":\"create-tenant\",\"tenant\":\"acme\"}");
    this.token =
        text(
            operator(
                "{\"operation\":\"issue-token\",\"tenant\":\"acme\",\"principal\":\"ana\","
                    + "\"role\":\"editor\"}"),
            "token");
  }

  /** With ids that are always the same: their lengths are billed, and their shards are read. */
  private static RequestStreamHandler start(LambdaFunction function, Environment environment) {
    return switch (function.id()) {
      case "ExperimentsFunction" -> new ExperimentsFunction(application(environment));
      case "RunsFunction" -> new RunsFunction(application(environment));
      case "MaintenanceFunction" ->
          new MaintenanceFunction(
              environment, Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
      default -> Handlers.create(function, environment);
    };
  }

  private static Application application(Environment environment) {
    return new Application(
        new LiveStores(environment, Capability.TRACKING), Clock.systemUTC(), new Random(7));
  }

  LocalAws aws() {
    return aws;
  }

  Ledger ledger() {
    return ledger;
  }

  /** What the audit records since it was last asked say was consumed. */
  CapacityUnits told() {
    CapacityUnits told = CapacityUnits.NONE;
    for (String line = log.poll(); line != null; line = log.poll()) {
      told = told.plus(new CapacityUnits(number(line, "ReadUnits"), number(line, "WriteUnits")));
    }
    return told;
  }

  private static double number(String record, String field) {
    Matcher found = Pattern.compile("\"" + field + "\":([0-9.]+)").matcher(record);
    return found.find() ? Double.parseDouble(found.group(1)) : 0;
  }

  private Map<?, ?> operator(String command) throws IOException {
    Outcome outcome = aws.invoke("TenantsFunction", command.getBytes(StandardCharsets.UTF_8));
    return (Map<?, ?>) Json.read(((Outcome.Answered) outcome).payload());
  }

  /** Has all runs sealed that nobody wrote to for the last hour, two hours from now. */
  void seal() {
    try {
      Outcome outcome =
          aws.invoke(
              "MaintenanceFunction", "{\"chore\":\"seal-runs\"}".getBytes(StandardCharsets.UTF_8));
      if (!(outcome instanceof Outcome.Answered(byte[] answer))
          || !Boolean.TRUE.equals(((Map<?, ?>) Json.read(answer)).get("ended"))) {
        throw new AssertionError("Not all was sealed: " + outcome);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  String createExperiment(String name) {
    return text(post("experiments/create", "{\"name\":\"" + name + "\"}"), "experiment_id");
  }

  String createRun(String experiment, long startTime) {
    Map<?, ?> answer = post("runs/create", Bodies.stockRun(experiment, startTime));
    return text((Map<?, ?>) ((Map<?, ?>) answer.get("run")).get("info"), "run_id");
  }

  Map<?, ?> post(String call, String body) {
    return send(
        request(call)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  Map<?, ?> patch(String call, String body) {
    return send(
        request(call)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(body))
            .build());
  }

  Map<?, ?> get(String call) {
    return send(request(call).GET().build());
  }

  /** Has S3's events of files noted, all in one batch. */
  void note(String event, int sequencer, List<String> files) {
    String messages =
        files.stream()
            .map(file -> Bodies.message(aws.template().bucket().name(), event, sequencer, file))
            .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    Outcome outcome = aws.invoke("UploadsFunction", messages.getBytes(StandardCharsets.UTF_8));
    String answer = new String(((Outcome.Answered) outcome).payload(), StandardCharsets.UTF_8);
    if (!answer.equals("{\"batchItemFailures\":[]}")) {
      throw new AssertionError(answer);
    }
  }

  static String text(Map<?, ?> fields, String name) {
    return fields.get(name).toString();
  }

  private HttpRequest.Builder request(String call) {
    return HttpRequest.newBuilder(URI.create(aws.uri() + "/api/2.0/mlflow/" + call))
        .header("Authorization", "Bearer " + token);
  }

  private Map<?, ?> send(HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new AssertionError(
            request + ": " + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return (Map<?, ?>) Json.read(answer.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.close();
    aws.close();
  }
}
