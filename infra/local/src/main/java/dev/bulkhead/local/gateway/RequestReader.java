package dev.bulkhead.local.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Takes a request in, and refuses what the HTTP API is too small for. */
final class RequestReader {
  /** The request line and the values of all headers together. */
  private static final int MAX_HEADERS = 10_240;

  private static final int MAX_BODY = 10 * 1024 * 1024;

  private final InstantSource clock;

  RequestReader(InstantSource clock) {
    this.clock = clock;
  }

  GatewayRequest read(Request request) throws Refused, IOException {
    byte[] body = body(request);
    if (headerBytes(request) > MAX_HEADERS) {
      throw new Refused(Refusal.HEADERS_TOO_LARGE);
    }
    var headers = new LinkedHashMap<String, String>();
    var cookies = new ArrayList<String>();
    for (HttpField field : request.getHeaders()) {
      String value = Objects.requireNonNullElse(field.getValue(), "");
      switch (field.getName().toLowerCase(Locale.ROOT)) {
        case "cookie" -> cookies.addAll(List.of(value.split("; *")));
        case "connection", "transfer-encoding", "expect", "keep-alive" -> {}
        case String name -> headers.merge(name, value, (a, b) -> a + "," + b);
      }
    }
    forwarded(request, headers);
    return new GatewayRequest(
        UUID.randomUUID().toString(),
        clock.instant(),
        request.getMethod(),
        RawPath.decode(Objects.requireNonNullElse(request.getHttpURI().getPath(), "/")),
        Objects.requireNonNullElse(request.getHttpURI().getQuery(), ""),
        request.getConnectionMetaData().getProtocol(),
        headers,
        cookies,
        body);
  }

  private static void forwarded(Request request, Map<String, String> headers) {
    headers.put("x-forwarded-for", Request.getRemoteAddr(request));
    headers.put("x-forwarded-port", Integer.toString(Request.getServerPort(request)));
    headers.put("x-forwarded-proto", request.getHttpURI().getScheme());
  }

  /**
   * The whole body is taken off the wire even if it is refused: a client that writes all before it
   * reads would see a broken connection instead of the answer.
   */
  private static byte[] body(Request request) throws Refused, IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] body = in.readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        in.transferTo(OutputStream.nullOutputStream());
        throw new Refused(Refusal.TOO_LARGE);
      }
      return body;
    }
  }

  private static int headerBytes(Request request) {
    int bytes =
        request.getMethod().length()
            + request.getHttpURI().getPathQuery().length()
            + request.getConnectionMetaData().getProtocol().length();
    for (HttpField field : request.getHeaders()) {
      bytes += Objects.requireNonNullElse(field.getValue(), "").length();
    }
    return bytes;
  }
}
