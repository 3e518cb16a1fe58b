package dev.bulkhead.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes an answer as API Gateway's HTTP API takes it, compressed where that pays. */
final class HttpAnswer {
  private static final int WORTH_COMPRESSING = 4096;

  private HttpAnswer() {}

  static void write(HttpRequest request, Reply reply, OutputStream to) throws IOException {
    boolean compress =
        reply.body().length >= WORTH_COMPRESSING
            && request.header("accept-encoding").orElse("").contains("gzip");
    Map<String, String> headers = new HashMap<>(reply.headers());
    if (compress) {
      headers.put("content-encoding", "gzip");
    }
    String body =
        compress
            ? Base64.getEncoder().encodeToString(gzip(reply.body()))
            : new String(reply.body(), StandardCharsets.UTF_8);
    to.write(Json.write(out -> fields(out, reply.status(), headers, body, compress)));
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
