package dev.bulkhead.fakes;

import dev.bulkhead.http.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** What a function answers, unwrapped as the gateway and the client do. */
public record Answer(int status, Map<?, ?> headers, String body, int size) {

  static Answer parse(byte[] bytes) {
    try {
      Map<?, ?> answer = (Map<?, ?>) Json.read(bytes);
      Map<?, ?> headers = (Map<?, ?>) answer.get("headers");
      return new Answer(
          Math.toIntExact((Long) answer.get("statusCode")), headers, body(answer), bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String body(Map<?, ?> answer) throws IOException {
    String body = (String) answer.get("body");
    if (Boolean.FALSE.equals(answer.get("isBase64Encoded"))) {
      return body;
    }
    byte[] bytes = Base64.getDecoder().decode(body);
    Map<?, ?> headers = (Map<?, ?>) answer.get("headers");
    if ("gzip".equals(headers.get("content-encoding"))) {
      bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The body as JSON. */
  public Map<?, ?> json() {
    try {
      return (Map<?, ?>) Json.read(body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list of objects in the body; empty if it is left out. */
  public List<Map<?, ?>> list(String field) {
    Object list = json().get(field);
    return list == null
        ? List.of()
        : ((List<?>) list).stream().<Map<?, ?>>map(o -> (Map<?, ?>) o).toList();
  }

  /** A text field of each object of a list in the body. */
  public List<String> texts(String list, String field) {
    return list(list).stream().map(object -> String.valueOf(object.get(field))).toList();
  }

  /** Status, error code and message in one line. */
  public String error() {
    return status + " " + json().get("error_code") + ": " + json().get("message");
  }
}
