package dev.bulkhead.uploads;

import dev.bulkhead.http.Json;
import dev.bulkhead.store.UploadStore.Sequencer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads S3's event notification (Amazon S3 User Guide, "Event message structure"). */
final class S3Notification {
  private S3Notification() {}

  /**
   * The events in a notification; none in the test message that S3 sends when it is set up.
   *
   * @throws IOException if it is not a notification, which only a dead-letter queue can keep
   */
  static List<ObjectEvent> read(byte[] text) throws IOException {
    var events = new ArrayList<ObjectEvent>();
    if (!(Json.read(text) instanceof Map<?, ?> message)) {
      throw new IOException("not an S3 notification");
    }
    if (message.get("Records") instanceof List<?> records) {
      for (Object each : records) {
        events.add(event(each));
      }
    } else if (!"s3:TestEvent".equals(message.get("Event"))) {
      throw new IOException("not an S3 notification");
    }
    return events;
  }

  private static ObjectEvent event(@Nullable Object each) throws IOException {
    Map<?, ?> event = map(each);
    Map<?, ?> s3 = map(event.get("s3"));
    Map<?, ?> object = map(s3.get("object"));
    try {
      return new ObjectEvent(
          text(map(s3.get("bucket")), "name"),
          // S3 encodes the key as a form field, once; so it is decoded once.
          URLDecoder.decode(text(object, "key"), StandardCharsets.UTF_8),
          text(event, "eventName").startsWith("ObjectRemoved:"),
          object.get("size") instanceof Long size ? size : 0,
          object.get("eTag") instanceof String etag ? etag : "",
          new Sequencer(text(object, "sequencer")),
          Instant.parse(text(event, "eventTime")));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("not an S3 event", e);
    }
  }

  private static Map<?, ?> map(@Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IOException("not an S3 event");
  }

  private static String text(Map<?, ?> from, String name) throws IOException {
    if (from.get(name) instanceof String text) {
      return text;
    }
    throw new IOException("not an S3 event: no " + name);
  }
}
