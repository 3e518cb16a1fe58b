package dev.bulkhead.app;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.domain.Experiment;
import dev.bulkhead.domain.ExperimentId;
import dev.bulkhead.domain.LifecycleStage;
import dev.bulkhead.domain.TrackingException;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Answers whole requests before SnapStart takes its snapshot, so that after it is restored the
 * first request finds the classes of edge, operation, store, SDK and HTTP client loaded and their
 * code warm.
 *
 * <p>It is another instance of the function that answers, against an AWS that this process plays
 * itself. Nothing of it outlives the rehearsal: no connection, no credential, no id. The function
 * that will serve has done nothing yet when the snapshot is taken.
 */
public final class Rehearsal implements Resource {
  /** The only experiment of the rehearsal. */
  public static final ExperimentId EXPERIMENT = ExperimentId.of(1);

  private static final TenantId TENANT = new TenantId("rehearsal");
  private static final int TIMES = 20;

  /** The context holds what it is to notify by weak references alone. */
  private static final AtomicReference<Rehearsal> KEPT = new AtomicReference<>();

  private final Environment environment;
  private final Function<Environment, RequestStreamHandler> function;
  private final List<Request> requests;

  private Rehearsal(
      Environment environment,
      Function<Environment, RequestStreamHandler> function,
      List<Request> requests) {
    this.environment = environment;
    this.function = function;
    this.requests = List.copyOf(requests);
  }

  /**
   * A request.
   *
   * @param route as in the route table, such as {@code POST /{api}/2.0/mlflow/runs/create}
   * @param query of a GET, percent-encoded
   * @param body of anything else
   */
  public record Request(String route, String query, String body) {

    /** A POST of JSON. */
    public static Request post(String call, String body) {
      return new Request("POST /{api}/2.0/mlflow/" + call, "", body);
    }

    /** A GET. */
    public static Request get(String call, String query) {
      return new Request("GET /{api}/2.0/mlflow/" + call, query, "");
    }
  }

  /** Has a function rehearse these requests before the snapshot, if there is to be one. */
  public static void beforeSnapshot(
      Function<Environment, RequestStreamHandler> function, Request... requests) {
    Environment environment = Environment.ofLambda();
    if (!"false".equals(environment.variables().get("BULKHEAD_REHEARSAL"))) {
      var rehearsal = new Rehearsal(environment, function, List.of(requests));
      KEPT.set(rehearsal);
      Core.getGlobalContext().register(rehearsal);
    }
  }

  /**
   * A rehearsal that fails must not keep a function from being deployed: it is only slower then.
   */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    try (var aws = RehearsalAws.start()) {
      run(aws.environment(environment));
    } catch (IOException | SdkException | TrackingException e) {
      System.err.println("The rehearsal failed: " + e);
    }
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    // There is nothing to take up again.
  }

  private void run(Environment rehearsed) throws IOException {
    var stores = new LiveStores(rehearsed, Capability.TRACKING);
    stores.open(TENANT, Access.WRITE).experiments().create(experiment());
    RequestStreamHandler instance = function.apply(rehearsed);
    for (int time = 0; time < TIMES; time++) {
      for (Request request : requests) {
        byte[] event = RehearsalEvent.of(request, TENANT);
        instance.handleRequest(
            new ByteArrayInputStream(event),
            OutputStream.nullOutputStream(),
            new RehearsalContext());
      }
    }
  }

  private static Experiment experiment() {
    Instant time = Instant.EPOCH;
    return new Experiment(
        EXPERIMENT,
        "rehearsal",
        "mlflow-artifacts:/1",
        LifecycleStage.ACTIVE,
        time,
        time,
        Map.of());
  }

  /** Bytes of a text. */
  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
