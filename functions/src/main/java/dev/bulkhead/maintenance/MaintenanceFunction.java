package dev.bulkhead.maintenance;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.app.ControlPlane;
import dev.bulkhead.app.Environment;
import dev.bulkhead.app.LiveStores;
import dev.bulkhead.app.Rehearsal;
import dev.bulkhead.control.Standing;
import dev.bulkhead.control.Tenant;
import dev.bulkhead.control.TenantDirectory;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.TrackingException;
import dev.bulkhead.http.AuditLog;
import dev.bulkhead.http.ErrorCode;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Json;
import dev.bulkhead.store.Stores;
import dev.bulkhead.tenancy.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The Lambda function that does the chores, tenant by tenant, each in that tenant's own session. A
 * schedule invokes it, and operators may: {@code
 * {"tenant":"acme","chore":"collect-garbage","dry_run":true}}, of which each field may be left out.
 *
 * <p>Everybody has one step before anybody has a second, in an order that is another each time: a
 * tenant with much to do keeps nobody waiting, and what is left when the time is up is not the same
 * tenants' again and again.
 */
public final class MaintenanceFunction implements RequestStreamHandler {
  /** Longer than any step takes. */
  private static final int RESERVE_MILLIS = 30_000;

  private final TenantDirectory tenants;
  private final Stores stores;
  private final List<Chore> chores;
  private final Clock clock;

  /** The function as Lambda starts it. */
  public MaintenanceFunction() {
    this(Environment.ofLambda());
    Rehearsal.beforeSnapshot(MaintenanceFunction::new, "maintenance");
  }

  /** The function in a given environment. */
  public MaintenanceFunction(Environment environment) {
    this(environment, Clock.systemUTC());
  }

  /** The same, to which it is as late as a clock says. */
  public MaintenanceFunction(Environment environment, Clock clock) {
    this(
        ControlPlane.directory(environment),
        new LiveStores(environment, Capability.MAINTENANCE),
        List.of(
            new SealRuns(),
            new CollectGarbage(days(environment, "RETENTION_DAYS")),
            new FoldMetrics(),
            new ReconcileStorage(),
            new SweepOrphans(),
            new ExportTenant(days(environment, "EXPORT_DAYS")),
            new RestoreTenant()),
        clock);
  }

  /** So many days; empty if the template says 0. */
  private static Optional<Duration> days(Environment environment, String name) {
    return Optional.of(Duration.ofDays(Long.parseLong(environment.required(name))))
        .filter(Duration::isPositive);
  }

  /** The function with these chores. */
  public MaintenanceFunction(
      TenantDirectory tenants, Stores stores, List<Chore> chores, Clock clock) {
    this.tenants = tenants;
    this.stores = stores;
    this.chores = List.copyOf(chores);
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    try {
      Order order = Order.of(Fields.ofEvent(event.readAllBytes()));
      List<Work> works = works(order);
      doWhileThereIsTime(works, order, context);
      works.forEach(work -> AuditLog.write(context, work.entry(context.getAwsRequestId(), order)));
      answer.write(Json.write(out -> write(out, works.stream().map(Work::result).toList())));
    } catch (TrackingException refused) {
      String message = String.valueOf(refused.getMessage());
      answer.write(ErrorCode.of(refused).reply(message).body());
    }
  }

  private List<Work> works(Order order) {
    List<Chore> wanted = chores(order.chore());
    var works = new ArrayList<Work>();
    for (Tenant tenant : tenants(order.tenant())) {
      for (Chore chore : wanted) {
        if (chore.onlyWhileSuspended() && !order.dryRun() && tenant.standing() == Standing.ACTIVE) {
          throw new InvalidParameter(
              "'%s' needs tenant '%s' to be suspended, so that nobody writes meanwhile."
                  .formatted(chore.name(), tenant.id()));
        }
        works.add(new Work(tenant, chore));
      }
    }
    Collections.shuffle(works);
    return works;
  }

  private List<Chore> chores(Optional<String> name) {
    List<Chore> wanted =
        chores.stream()
            .filter(chore -> name.map(chore.name()::equals).orElse(!chore.onlyWhenAsked()))
            .toList();
    if (name.isPresent() && wanted.isEmpty()) {
      throw new InvalidParameter(
          "'chore' must be one of %s, but was '%s'."
              .formatted(chores.stream().map(Chore::name).toList(), name.get()));
    }
    return wanted;
  }

  /** What is suspended is left as it is, unless it is asked for by name. */
  private List<Tenant> tenants(Optional<String> name) {
    List<Tenant> wanted =
        tenants.list().stream()
            .filter(
                tenant ->
                    name.map(tenant.id().value()::equals)
                        .orElse(tenant.standing() == Standing.ACTIVE))
            .toList();
    if (name.isPresent() && wanted.isEmpty()) {
      throw new NotFound("No tenant '" + name.get() + "' exists");
    }
    return wanted;
  }

  private void doWhileThereIsTime(List<Work> works, Order order, Context context) {
    var waiting = new ArrayDeque<Work>(works);
    while (!waiting.isEmpty() && context.getRemainingTimeInMillis() > RESERVE_MILLIS) {
      Work work = waiting.poll();
      work.step(stores, clock.instant(), order);
      if (!work.hasEnded()) {
        waiting.add(work);
      }
    }
  }

  private static void write(JsonGenerator out, List<Work.Result> results) throws IOException {
    out.writeBooleanField("ended", results.stream().allMatch(Work.Result::ended));
    out.writeArrayFieldStart("chores");
    for (Work.Result result : results) {
      out.writeStartObject();
      out.writeStringField("tenant", result.tenant().value());
      out.writeStringField("chore", result.chore());
      out.writeBooleanField("ended", result.ended());
      out.writeNumberField("count", result.count());
      if (result.failure().isPresent()) {
        out.writeStringField("error_code", result.failure().get());
      }
      if (result.refusal().isPresent()) {
        out.writeStringField("message", result.refusal().get());
      }
      out.writeArrayFieldStart("found");
      for (String name : result.found()) {
        out.writeString(name);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
