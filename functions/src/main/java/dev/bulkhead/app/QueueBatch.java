package dev.bulkhead.app;

import dev.bulkhead.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages of a queue of SQS that a function was invoked with; each fails by itself. */
public record QueueBatch(List<Message> messages) {
  /** Copies the messages. */
  public QueueBatch {
    messages = List.copyOf(messages);
  }

  /** A message, whose body is whatever its sender made of it. */
  public record Message(String id, byte[] body) {}

  /**
   * The messages of an event; nothing if it is of another kind, which its records' source tells.
   *
   * @throws IOException if a message has no id to be reported by
   */
  public static Optional<QueueBatch> read(byte[] event) throws IOException {
    if (!(json(event) instanceof Map<?, ?> whole
        && whole.get("Records") instanceof List<?> records
        && records.stream().anyMatch(QueueBatch::isMessage))) {
      return Optional.empty();
    }
    var messages = new ArrayList<Message>();
    for (Object each : records) {
      messages.add(message(each));
    }
    return Optional.of(new QueueBatch(messages));
  }

  private static @Nullable Object json(byte[] event) {
    try {
      return Json.read(event);
    } catch (IOException _) {
      return null;
    }
  }

  private static boolean isMessage(@Nullable Object each) {
    return each instanceof Map<?, ?> record && "aws:sqs".equals(record.get("eventSource"));
  }

  private static Message message(@Nullable Object each) throws IOException {
    if (each instanceof Map<?, ?> record
        && record.get("messageId") instanceof String id
        && record.get("body") instanceof String body) {
      return new Message(id, body.getBytes(StandardCharsets.UTF_8));
    }
    throw new IOException("not a message of SQS");
  }

  /** The answer that has SQS deliver these messages again, and forget all others. */
  public static byte[] answer(Collection<String> failed) {
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
}
