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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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
  private final Plan plan;

  private OwnCpu(Plan plan) {
    this.plan = plan;
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
  record Figure(String call, Spread micros) {}

  static List<Figure> measure(Plan plan) throws IOException {
    String run = RunId.create(EXPERIMENT, Instant.EPOCH, new Random(1)).toString();
    var random = new SplittableRandom(1);
    var own = new OwnCpu(plan);
    return List.of(
        own.figure("runs/create", Payloads.stockRun("1", 1)),
        own.figure("runs/log-metric", Payloads.point(run, "loss", 1, 0.5f)),
        own.figure(
            "runs/log-batch, 1,000 points of 10 keys",
            new String(Payloads.points(1_000, 10, 0, random).bytes(run), StandardCharsets.UTF_8)),
        own.figure(
            "runs/log-batch, 1,000 points of 1,000 keys",
            new String(
                Payloads.points(1_000, 1_000, 0, random).bytes(run), StandardCharsets.UTF_8)),
        own.figure(
            "runs/log-batch, 100 params and 100 tags",
            new String(Payloads.paramsAndTags(random).bytes(run), StandardCharsets.UTF_8)));
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

  private Figure figure(String call, String body) throws IOException {
    byte[] event = event(call.split(",", 2)[0], body);
    check(event);
    run(event, plan.ownCpu());
    var micros = new ArrayList<Double>();
    for (int round = 0; round < plan.rounds(); round++) {
      micros.add(run(event, Math.min(ROUND_SECONDS, plan.ownCpu())));
    }
    var figure =
        new Figure(call, Spread.of(micros.stream().mapToDouble(Double::doubleValue).toArray()));
    Progress.say("    %-45s %,8.1f us".formatted(call, figure.micros().median()));
    return figure;
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
