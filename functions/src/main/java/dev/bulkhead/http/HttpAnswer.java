package dev.bulkhead.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.domain.PayloadTooLarge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes an answer as API Gateway's HTTP API takes it, compressed where that pays. */
record HttpAnswer(int status, byte[] bytes) {
  /** Lambda hands over no longer answer than this, the envelope and its escapes included. */
  static final int LIMIT = 6 * 1024 * 1024;

  private static final int WORTH_COMPRESSING = 4096;
  private static final String ENCODING = "content-encoding";

  /** The answer; an error in its place if it is longer than Lambda hands over. */
  static HttpAnswer of(HttpRequest request, Reply reply) {
    byte[] answer = bytes(request, reply);
    if (answer.length <= LIMIT) {
      return new HttpAnswer(reply.status(), answer);
    }
    var tooLong =
        new PayloadTooLarge("The answer is longer than a function can give: 6 MB. Ask for less.");
    Reply error = ErrorCode.of(tooLong).reply(String.valueOf(tooLong.getMessage()));
    return new HttpAnswer(error.status(), bytes(request, error));
  }

  private static byte[] bytes(HttpRequest request, Reply reply) {
    if (reply.headers().containsKey(ENCODING)) {
      return envelope(reply, reply.headers(), base64(reply.body()), true);
    }
    if (reply.body().length >= WORTH_COMPRESSING && request.acceptsGzip()) {
      Map<String, String> headers = new HashMap<>(reply.headers());
      headers.put(ENCODING, "gzip");
      return envelope(reply, headers, base64(gzip(reply.body())), true);
    }
    String body = new String(reply.body(), StandardCharsets.UTF_8);
    return envelope(reply, reply.headers(), body, false);
  }

  private static byte[] envelope(
      Reply reply, Map<String, String> headers, String body, boolean base64) {
    return Json.write(out -> fields(out, reply.status(), headers, body, base64));
  }

  private static void fields(
      JsonGenerator out, int status, Map<String, String> headers, String body, boolean base64)
      throws IOException {
    out.writeNumberField("statusCode", status);
    out.writeObjectFieldStart("headers");
    for (var header : headers.entrySet()) {
      out.writeStringField(header.getKey(), header.getValue());
    }
    out.writeEndObject();
    out.writeStringField("body", body);
    out.writeBooleanField("isBase64Encoded", base64);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] gzip(byte[] body) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
