package dev.bulkhead.uploads;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.Environment;
import dev.bulkhead.app.LiveStores;
import dev.bulkhead.http.AuditLog;
import dev.bulkhead.http.AuditRecord;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.Outcome;
import dev.bulkhead.store.Stores;
import dev.bulkhead.store.s3.ObjectKeys;
import dev.bulkhead.tenancy.Access;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.uploads.Invocation.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Lambda function that hears of every artifact made or removed, from S3 by a queue. The tenant
 * comes from the object's key, and the event is noted with that tenant's own session. Only the
 * messages that failed come again, and after a few times end among the dead letters; noting twice
 * changes nothing. A notification handed over without a queue fails as a whole.
 */
public final class UploadsFunction implements RequestStreamHandler {
  private final Stores stores;
  private final String bucket;

  /** The function as Lambda starts it. */
  public UploadsFunction() {
    this(Environment.ofLambda());
  }

  /** The function in a given environment. */
  public UploadsFunction(Environment environment) {
    this(new LiveStores(environment, Capability.TRACKING), environment.required("ARTIFACT_BUCKET"));
  }

  /** The function on these stores, for the events of this bucket alone. */
  public UploadsFunction(Stores stores, String bucket) {
    this.stores = stores;
    this.bucket = bucket;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    switch (Invocation.read(event.readAllBytes())) {
      case Invocation.Direct(byte[] notification) -> noteAll(notification, context);
      case Invocation.Batch(List<Message> messages) -> answer.write(failures(messages, context));
    }
  }

  /** The answer that has SQS deliver these messages again and forget all others. */
  private byte[] failures(List<Message> messages, Context context) {
    var failed = new ArrayList<String>();
    for (Message message : messages) {
      try {
        noteAll(message.body(), context);
      } catch (IOException _) {
        AuditLog.write(context, unreadable(message, context));
        failed.add(message.id());
      } catch (RuntimeException _) {
        // Its own record says why.
        failed.add(message.id());
      }
    }
    return Json.write(
        out -> {
          out.writeArrayFieldStart("batchItemFailures");
          for (String id : failed) {
            out.writeStartObject();
            out.writeStringField("itemIdentifier", id);
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private void noteAll(byte[] notification, Context context) throws IOException {
    for (ObjectEvent event : S3Notification.read(notification)) {
      note(event, context);
    }
  }

  private void note(ObjectEvent event, Context context) {
    long start = System.nanoTime();
    Optional<ObjectKeys.Owned> owned =
        event.bucket().equals(bucket) ? ObjectKeys.read(event.key()) : Optional.empty();
    Outcome outcome = Outcome.answered(200);
    try {
      if (owned.isPresent()) {
        stores
            .open(owned.get().tenant(), Access.WRITE)
            .uploads()
            .note(event.of(owned.get().path()));
      } else {
        outcome = Outcome.denied("NO_ARTIFACT");
      }
    } catch (RuntimeException failure) {
      outcome = Outcome.of(failure);
      throw failure;
    } finally {
      AuditLog.write(context, entry(event, owned, outcome, context, System.nanoTime() - start));
    }
  }

  private static AuditRecord unreadable(Message message, Context context) {
    return new AuditRecord(
        context.getAwsRequestId(),
        Map.of("principal", "s3"),
        "NoteUpload",
        Map.of("message", message.id()),
        Outcome.denied("NO_NOTIFICATION"),
        Duration.ZERO);
  }

  private static AuditRecord entry(
      ObjectEvent event,
      Optional<ObjectKeys.Owned> owned,
      Outcome outcome,
      Context context,
      long nanos) {
    return new AuditRecord(
        context.getAwsRequestId(),
        owned
            .map(of -> Map.of("tenant", of.tenant().value(), "principal", "s3"))
            .orElse(Map.of("principal", "s3")),
        "NoteUpload",
        Map.of("bucket", event.bucket(), "key", event.key()),
        outcome,
        Duration.ofNanos(nanos));
  }
}
