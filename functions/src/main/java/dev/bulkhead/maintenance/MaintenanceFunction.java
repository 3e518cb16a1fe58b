package dev.bulkhead.maintenance;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.app.ControlPlane;
import dev.bulkhead.app.Environment;
import dev.bulkhead.app.LiveStores;
import dev.bulkhead.app.QueueBatch;
import dev.bulkhead.app.QueueBatch.Message;
import dev.bulkhead.app.Rehearsal;
import dev.bulkhead.control.TenantDirectory;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.TrackingException;
import dev.bulkhead.http.AuditLog;
import dev.bulkhead.http.AuditRecord;
import dev.bulkhead.http.Effort;
import dev.bulkhead.http.ErrorCode;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.Outcome;
import dev.bulkhead.store.Stores;
import dev.bulkhead.tenancy.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Lambda function that does the chores, tenant by tenant, each in that tenant's own session. A
 * schedule invokes it, and operators may: {@code
 * {"tenant":"acme","chore":"collect-garbage","dry_run":true}}, of which each field may be left out.
 * Searches have it seal, by a queue, the experiments in which they read many runs one by one, and
 * fold the metrics of which they read many chunks.
 */
public final class MaintenanceFunction implements RequestStreamHandler {
  private final Round round;

  /** The function as Lambda starts it. */
  public MaintenanceFunction() {
    this(Environment.ofLambda());
    Rehearsal.beforeSnapshot(
        MaintenanceFunction::new, "maintenance", "sqs-seal-request", "sqs-fold-request");
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
    this.round = new Round(tenants, stores, chores, clock);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    byte[] invocation = event.readAllBytes();
    Optional<QueueBatch> asked = QueueBatch.read(invocation);
    answer.write(
        asked.isPresent() ? asked(asked.get().messages(), context) : done(invocation, context));
  }

  private byte[] done(byte[] event, Context context) {
    try {
      Order order = Order.of(Fields.ofEvent(event));
      List<Work.Result> results = round.done(order, context).stream().map(Work::result).toList();
      return Json.write(out -> write(out, results));
    } catch (TrackingException refused) {
      String message = String.valueOf(refused.getMessage());
      return ErrorCode.of(refused).reply(message).body();
    }
  }

  /**
   * Does what searches asked for. Only a message that nobody can read fails: of one that could not
   * be carried out there is a record, and the next search asks again.
   */
  private byte[] asked(List<Message> messages, Context context) {
    var failed = new ArrayList<String>();
    for (Message message : messages) {
      try {
        var _ = round.done(Order.ofSearch(Fields.ofEvent(message.body())), context);
      } catch (InvalidParameter unreadable) {
        AuditLog.write(context, entry(message, unreadable, context));
        failed.add(message.id());
      }
    }
    return QueueBatch.answer(failed);
  }

  private static AuditRecord entry(Message message, InvalidParameter unreadable, Context context) {
    return new AuditRecord(
        context.getAwsRequestId(),
        Map.of("principal", "search"),
        "Maintain",
        Map.of("message", message.id()),
        Outcome.of(unreadable),
        Effort.NONE);
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
