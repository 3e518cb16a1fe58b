package dev.bulkhead.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.bulkhead.app.Application;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.RunId;
import dev.bulkhead.http.Json;
import dev.bulkhead.runs.RunsFunction;
import dev.bulkhead.store.Stores;
import dev.bulkhead.store.dynamodb.DynamoExperimentStore;
import dev.bulkhead.store.dynamodb.ExperimentStages;
import dev.bulkhead.store.dynamodb.TenantTable;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import dev.bulkhead.tenancy.TenantRole;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/** O1: the processor time that our own code takes for a call. */
final class OwnCpu {
  private static final ExperimentId EXPERIMENT = ExperimentId.of(1);
  private static final TenantId TENANT = new TenantId("bench-0");
  private static final TenantRole ROLE =
      new TenantRole(
          "arn:aws:iam::000000000000:role/tenant",
          "arn:aws:dynamodb:us-east-1:000000000000:table/tracking",
          "bucket");
  private static final double ROUND_SECONDS = 0.5;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final RunsFunction function;
  private final Context context = context();
  private final int rounds;
  private final double warmUp;

  private OwnCpu(int rounds, double warmUp) {
    this.rounds = rounds;
    this.warmUp = warmUp;
    var table =
        new TenantTable(
            new InstantDynamo(), "tracking", TENANT, new ExperimentStages(Clock.systemUTC()));
    this.function =
        new RunsFunction(new Application(opening(table), Clock.systemUTC(), new Random(1)));
  }

  /**
   * Of one kind of call.
   *
   * @param micros of one core
   */
  record Figure(String call, Spread micros) {
    private static final String SEPARATOR = ": ";

    /** A line as it is printed: the call, and the microseconds of each round in brackets. */
    private static Figure of(String line) {
      int end = line.lastIndexOf(SEPARATOR);
      String[] micros = line.substring(end).replaceAll("[^0-9.,E-]", "").split(",");
      return new Figure(
          line.substring(0, end),
          Spread.of(Arrays.stream(micros).mapToDouble(Double::parseDouble).toArray()));
    }
  }

  /**
   * Measures in a JVM of its own, with the options that Lambda gives one: in this one the load
   * generator has had the same code compiled for its own calls.
   */
  static List<Figure> measure(Plan plan) throws IOException {
    Process process =
        new ProcessBuilder(
                Processes.java(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OwnCpu.class.getName(),
                "" + plan.rounds(),
                "" + plan.ownCpu())
            .redirectError(Redirect.DISCARD)
            .start();
    var figures = new ArrayList<Figure>();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Figure figure = Figure.of(line);
        figures.add(figure);
        Progress.say("    %-45s %,8.1f us".formatted(figure.call(), figure.micros().median()));
      }
      if (process.onExit().join().exitValue() != 0) {
        throw new IOException("The JVM of O1 failed after " + figures);
      }
    } finally {
      Processes.stop(process);
    }
    return figures;
  }

  /** Takes how many rounds, and for how many seconds each call is warmed up; prints figures. */
  public static void main(String[] arguments) throws IOException {
    String run = RunId.create(EXPERIMENT, Instant.EPOCH, new Random(1)).toString();
    var random = new SplittableRandom(1);
    var own = new OwnCpu(Integer.parseInt(arguments[0]), Double.parseDouble(arguments[1]));
    own.print("runs/create", Payloads.stockRun("1", 1));
    own.print("runs/log-metric", Payloads.point(run, "loss", 1, 0.5f));
    for (int keys : List.of(10, 1_000)) {
      byte[] body = Payloads.points(1_000, keys, 0, random).bytes(run);
      own.print(
          "runs/log-batch, 1,000 points of %,d keys".formatted(keys),
          new String(body, StandardCharsets.UTF_8));
    }
    byte[] body = Payloads.paramsAndTags(random).bytes(run);
    own.print("runs/log-batch, 100 params and 100 tags", new String(body, StandardCharsets.UTF_8));
  }

  /** Each opening makes the session policy that STS would be asked with. */
  private static Stores opening(TenantTable table) {
    var experiments = new DynamoExperimentStore(table);
    experiments.create(
        new Experiment(
            EXPERIMENT,
            "bench",
            "mlflow-artifacts:/1",
            LifecycleStage.ACTIVE,
            Instant.EPOCH,
            Instant.EPOCH,
            Map.of()));
    var spill = new NoSpill();
    return (tenant, access) -> {
      var _ = ROLE.session(tenant, access, Capability.TRACKING);
      return new Opened(table, spill);
    };
  }

  private static Context context() {
    LambdaLogger silent =
        new LambdaLogger() {
          @Override
          public void log(String message) {}

          @Override
          public void log(byte[] message) {}
        };
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> method.getName().equals("getLogger") ? silent : null);
  }

  private void print(String call, String body) throws IOException {
    byte[] event = event(call.split(",", 2)[0], body);
    check(event);
    run(event, warmUp);
    double[] micros = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      micros[round] = run(event, Math.min(ROUND_SECONDS, warmUp));
    }
    System.out.println(call + Figure.SEPARATOR + Arrays.toString(micros));
  }

  private void check(byte[] event) throws IOException {
    var answer = new ByteArrayOutputStream();
    function.handleRequest(new ByteArrayInputStream(event), answer, context);
    String text = answer.toString(StandardCharsets.UTF_8);
    if (!text.contains("\"statusCode\":200")) {
      throw new IOException("A call that is measured was answered: " + text);
    }
  }

  /** The processor time of one call, of as many as fit into so long. */
  private double run(byte[] event, double seconds) throws IOException {
    long start = threads.getCurrentThreadCpuTime();
    long end = start + (long) (seconds * 1e9);
    long calls = 0;
    long now = start;
    for (; now < end; now = threads.getCurrentThreadCpuTime()) {
      function.handleRequest(
          new ByteArrayInputStream(event), OutputStream.nullOutputStream(), context);
      calls++;
    }
    return (now - start) / 1e3 / calls;
  }

  private static byte[] event(String call, String body) {
    return Json.write(
        out -> {
          out.writeStringField("routeKey", "POST /{api}/2.0/mlflow/" + call);
          out.writeStringField("rawPath", "/api/2.0/mlflow/" + call);
          out.writeStringField("rawQueryString", "");
          out.writeObjectFieldStart("headers");
          out.writeStringField("content-type", "application/json");
          out.writeEndObject();
          out.writeObjectFieldStart("requestContext");
          out.writeStringField("requestId", "bench");
          out.writeObjectFieldStart("http");
          out.writeStringField("method", "POST");
          out.writeEndObject();
          out.writeObjectFieldStart("authorizer");
          out.writeObjectFieldStart("lambda");
          out.writeStringField("tenant", TENANT.value());
          out.writeStringField("principal", "bench");
          out.writeStringField("role", "editor");
          out.writeEndObject();
          out.writeEndObject();
          out.writeEndObject();
          out.writeStringField("body", body);
        });
  }
}
