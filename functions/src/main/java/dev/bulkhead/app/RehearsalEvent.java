package dev.bulkhead.app;

import dev.bulkhead.http.Json;
import dev.bulkhead.tenancy.TenantId;

/** Makes events as the HTTP API sends them. */
final class RehearsalEvent {
  private RehearsalEvent() {}

  static byte[] of(Rehearsal.Request request, TenantId tenant) {
    String path = request.route().substring(request.route().indexOf('/')).replace("{api}", "api");
    String method = request.route().substring(0, request.route().indexOf(' '));
    return Json.write(
        out -> {
          out.writeStringField("version", "2.0");
          out.writeStringField("routeKey", request.route());
          out.writeStringField("rawPath", path);
          out.writeStringField("rawQueryString", request.query());
          out.writeObjectFieldStart("headers");
          out.writeStringField("content-type", "application/json");
          out.writeStringField("accept-encoding", "gzip, deflate");
          out.writeEndObject();
          out.writeObjectFieldStart("pathParameters");
          out.writeStringField("api", "api");
          out.writeEndObject();
          out.writeObjectFieldStart("requestContext");
          out.writeStringField("requestId", "rehearsal");
          out.writeObjectFieldStart("http");
          out.writeStringField("method", method);
          out.writeStringField("path", path);
          out.writeEndObject();
          out.writeObjectFieldStart("authorizer");
          out.writeObjectFieldStart("lambda");
          out.writeStringField("tenant", tenant.value());
          out.writeStringField("principal", "rehearsal");
          out.writeStringField("role", "editor");
          out.writeEndObject();
          out.writeEndObject();
          out.writeEndObject();
          out.writeStringField("body", request.body());
          out.writeBooleanField("isBase64Encoded", false);
        });
  }
}
