package dev.bulkhead.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An answer: status, headers by lower-case name, and a body. */
public record Reply(int status, Map<String, String> headers, byte[] body) {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  /** Copies the headers. The body is not copied: it can be megabytes, and nobody writes to it. */
  public Reply {
    headers = Map.copyOf(headers);
  }

  /** 200 with a JSON object. */
  public static Reply json(JsonBody body) {
    return json(200, body);
  }

  /** A JSON object under another status. */
  public static Reply json(int status, JsonBody body) {
    return new Reply(status, JSON, Json.write(body));
  }

  /** 200 with {@code {}}, MLflow's answer to most writes. */
  public static Reply empty() {
    return new Reply(200, JSON, "{}".getBytes(StandardCharsets.UTF_8));
  }

  /** 200 with plain text. */
  public static Reply text(String text) {
    return new Reply(
        200,
        Map.of("content-type", "text/plain; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same, which nobody on the way may keep. */
  public Reply notStored() {
    var all = new HashMap<>(headers);
    all.put("cache-control", "no-store");
    return new Reply(status, all, body);
  }

  /** 302 to where the bytes are. Clients follow it for GET alone; a redirected PUT loses data. */
  public static Reply redirect(URI location) {
    return new Reply(
        302, Map.of("location", location.toString(), "cache-control", "no-store"), new byte[0]);
  }
}
