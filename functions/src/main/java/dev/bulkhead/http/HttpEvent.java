package dev.bulkhead.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads API Gateway's HTTP API event, payload format 2.0. */
final class HttpEvent {
  private HttpEvent() {}

  /**
   * The request in an event.
   *
   * @throws IOException if the event is not one, which no gateway sends
   */
  static HttpRequest read(byte[] text) throws IOException {
    if (!(Json.read(text) instanceof Map<?, ?> event)) {
      throw new IOException("not an event");
    }
    Map<?, ?> context = map(event, "requestContext");
    return new HttpRequest(
        text(event, "routeKey"),
        text(event, "rawPath"),
        text(event, "rawQueryString"),
        strings(map(event, "headers")),
        strings(map(event, "pathParameters")),
        body(event),
        strings(map(map(context, "authorizer"), "lambda")),
        text(context, "requestId"));
  }

  private static byte[] body(Map<?, ?> event) {
    String body = text(event, "body");
    return Boolean.TRUE.equals(event.get("isBase64Encoded"))
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<?, ?> map(Map<?, ?> from, String name) {
    return from.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(Map<?, ?> from, String name) {
    @Nullable Object value = from.get(name);
    return value instanceof String text ? text : "";
  }

  private static Map<String, String> strings(Map<?, ?> from) {
    var strings = new HashMap<String, String>();
    from.forEach(
        (name, value) -> {
          if (value != null) {
            strings.put(String.valueOf(name), String.valueOf(value));
          }
        });
    return strings;
  }
}
