package dev.bulkhead.local.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.local.gateway.RouteTable.Match;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the events of payload format 2.0: for the authorizer, and for the function. */
final class EventWriter {
  private static final String ACCOUNT = "000000000000";
  private static final String API = "local";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private EventWriter() {}

  /** What the authorizer is asked. */
  static byte[] forAuthorizer(GatewayRequest request, Match match, String identity) {
    return Json.write(
        out -> {
          out.writeStringField("version", "2.0");
          out.writeStringField("type", "REQUEST");
          out.writeStringField("routeArn", routeArn(request));
          strings(out, "identitySource", List.of(identity));
          head(out, request, match);
          context(out, request, match, _ -> {});
        });
  }

  /** What the function is given. */
  static byte[] forFunction(GatewayRequest request, Match match, Map<String, ?> authorizer) {
    return Json.write(
        out -> {
          out.writeStringField("version", "2.0");
          head(out, request, match);
          context(out, request, match, context -> authorizer(context, authorizer));
          body(out, request);
        });
  }

  private static void head(JsonGenerator out, GatewayRequest request, Match match)
      throws IOException {
    out.writeStringField("routeKey", match.route().key());
    out.writeStringField("rawPath", request.path());
    out.writeStringField("rawQueryString", request.query());
    if (!request.cookies().isEmpty()) {
      strings(out, "cookies", request.cookies());
    }
    strings(out, "headers", request.headers());
    if (!request.query().isEmpty()) {
      strings(out, "queryStringParameters", queryParameters(request.query()));
    }
    if (!match.pathParameters().isEmpty()) {
      strings(out, "pathParameters", match.pathParameters());
    }
  }

  private static void context(
      JsonGenerator out, GatewayRequest request, Match match, JsonBody authorizer)
      throws IOException {
    out.writeObjectFieldStart("requestContext");
    out.writeStringField("accountId", ACCOUNT);
    out.writeStringField("apiId", API);
    authorizer.write(out);
    String host = request.header("host").orElse("").replaceAll(":\\d+$", "");
    out.writeStringField("domainName", host);
    out.writeStringField("domainPrefix", host.replaceAll("\\..*", ""));
    out.writeObjectFieldStart("http");
    out.writeStringField("method", request.method());
    out.writeStringField("path", request.path());
    out.writeStringField("protocol", request.protocol());
    out.writeStringField("sourceIp", request.header("x-forwarded-for").orElse(""));
    out.writeStringField("userAgent", request.header("user-agent").orElse(""));
    out.writeEndObject();
    out.writeStringField("requestId", request.requestId());
    out.writeStringField("routeKey", match.route().key());
    out.writeStringField("stage", "$default");
    out.writeStringField("time", TIME.format(request.time()));
    out.writeNumberField("timeEpoch", request.time().toEpochMilli());
    out.writeEndObject();
  }

  private static void authorizer(JsonGenerator out, Map<String, ?> context) throws IOException {
    if (context.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart("authorizer");
    out.writeObjectFieldStart("lambda");
    for (var entry : context.entrySet()) {
      out.writePOJOField(entry.getKey(), entry.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void body(JsonGenerator out, GatewayRequest request) throws IOException {
    byte[] body = request.body();
    boolean text = isText(request.header("content-type").orElse(""));
    if (body.length > 0) {
      out.writeStringField(
          "body",
          text
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
    }
    out.writeBooleanField("isBase64Encoded", body.length > 0 && !text);
  }

  /** What AWS hands over as text; everything else, a missing type included, as base64. */
  private static boolean isText(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "application/json", "application/xml", "application/javascript" -> true;
      default -> type.startsWith("text/");
    };
  }

  /** Repeated keys are joined by commas, so that they cannot be told apart again. */
  private static Map<String, String> queryParameters(String query) {
    var parameters = new LinkedHashMap<String, String>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!pair.isEmpty()) {
        parameters.merge(decoded(name), decoded(value), (a, b) -> a + "," + b);
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  private static String routeArn(GatewayRequest request) {
    return "arn:aws:execute-api:us-east-1:%s:%s/$default/%s%s"
        .formatted(ACCOUNT, API, request.method(), request.path());
  }

  private static void strings(JsonGenerator out, String name, List<String> values)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  private static void strings(JsonGenerator out, String name, Map<String, String> values)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (var entry : values.entrySet()) {
      out.writeStringField(entry.getKey(), entry.getValue());
    }
    out.writeEndObject();
  }
}
