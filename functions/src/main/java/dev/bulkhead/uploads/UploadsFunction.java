package dev.bulkhead.uploads;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.ControlPlane;
import dev.bulkhead.app.Environment;
import dev.bulkhead.app.LiveStores;
import dev.bulkhead.app.QueueBatch;
import dev.bulkhead.app.QueueBatch.Message;
import dev.bulkhead.app.Rehearsal;
import dev.bulkhead.domain.StorageQuota;
import dev.bulkhead.http.AuditLog;
import dev.bulkhead.http.AuditRecord;
import dev.bulkhead.http.Effort;
import dev.bulkhead.http.Outcome;
import dev.bulkhead.store.Stores;
import dev.bulkhead.tenancy.Capability;
import dev.bulkhead.tenancy.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda function that hears of every artifact made or removed, from S3 by a queue. The tenant
 * comes from the object's key, and its events are noted and counted with that tenant's own session.
 * Only the messages that failed come again, and after a few times end among the dead letters;
 * noting twice changes nothing. A notification handed over without a queue fails as a whole.
 */
public final class UploadsFunction implements RequestStreamHandler {
  private final Notebook notebook;

  /** The function as Lambda starts it. */
  public UploadsFunction() {
    this(Environment.ofLambda());
    Rehearsal.beforeSnapshot(UploadsFunction::new, "sqs-s3-object-created");
  }

  /** The function in a given environment. */
  public UploadsFunction(Environment environment) {
    this(
        new LiveStores(environment, Capability.ACCOUNTING),
        ControlPlane.quotas(environment),
        environment.required("ARTIFACT_BUCKET"));
  }

  /** The function on these stores and quotas, for the events of this bucket alone. */
  public UploadsFunction(
      Stores stores, Function<TenantId, Optional<StorageQuota>> quotas, String bucket) {
    this.notebook = new Notebook(stores, quotas, bucket);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    byte[] invocation = event.readAllBytes();
    Optional<QueueBatch> batch = QueueBatch.read(invocation);
    if (batch.isPresent()) {
      answer.write(failures(batch.get().messages(), context));
    } else {
      noteAll(invocation, context);
    }
  }

  private void noteAll(byte[] notification, Context context) throws IOException {
    Map<ObjectEvent, RuntimeException> failures =
        notebook.note(S3Notification.read(notification), context);
    if (!failures.isEmpty()) {
      throw failures.values().iterator().next();
    }
  }

  /** The answer that has SQS deliver the messages that failed again and forget all others. */
  private byte[] failures(List<Message> messages, Context context) {
    var events = new LinkedHashMap<String, List<ObjectEvent>>();
    for (Message message : messages) {
      try {
        events.put(message.id(), S3Notification.read(message.body()));
      } catch (IOException _) {
        AuditLog.write(context, unreadable(message, context));
      }
    }
    Map<ObjectEvent, RuntimeException> failures =
        notebook.note(events.values().stream().flatMap(List::stream).toList(), context);
    return QueueBatch.answer(
        messages.stream().map(Message::id).filter(id -> fails(events.get(id), failures)).toList());
  }

  /** A message that could not be read fails too. */
  private static boolean fails(
      @Nullable List<ObjectEvent> told, Map<ObjectEvent, RuntimeException> failures) {
    return told == null || told.stream().anyMatch(failures::containsKey);
  }

  private static AuditRecord unreadable(Message message, Context context) {
    return new AuditRecord(
        context.getAwsRequestId(),
        Map.of("principal", "s3"),
        Notebook.ACTION,
        Map.of("message", message.id()),
        Outcome.denied("NO_NOTIFICATION"),
        Effort.NONE);
  }
}
