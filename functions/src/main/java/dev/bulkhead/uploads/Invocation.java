package dev.bulkhead.uploads;

import dev.bulkhead.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the function was invoked with: messages of the queue, or a notification by itself. */
sealed interface Invocation {

  /** A notification that S3, or an operator, handed over without a queue. */
  record Direct(byte[] notification) implements Invocation {}

  /** Messages of the queue; each fails by itself. */
  record Batch(List<Message> messages) implements Invocation {
    public Batch {
      messages = List.copyOf(messages);
    }
  }

  /** A message of the queue, whose body is a notification, or should be. */
  record Message(String id, byte[] body) {}

  /**
   * Tells the two apart by their records' source.
   *
   * @throws IOException if it is no JSON, or a message has no id to be reported by
   */
  static Invocation read(byte[] event) throws IOException {
    if (Json.read(event) instanceof Map<?, ?> whole
        && whole.get("Records") instanceof List<?> records
        && records.stream().anyMatch(Invocation::isMessage)) {
      var messages = new ArrayList<Message>();
      for (Object each : records) {
        messages.add(message(each));
      }
      return new Batch(messages);
    }
    return new Direct(event);
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
}
