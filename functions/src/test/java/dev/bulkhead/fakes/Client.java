package dev.bulkhead.fakes;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Calls a function with events as API Gateway's HTTP API sends them, as tenant {@code acme}. */
public final class Client {
  private static final String PREFIX = "/api/2.0/mlflow/";

  private final HttpFunction function;
  private final Map<String, String> headers = new HashMap<>();
  private final FakeContext context = new FakeContext();
  private String tenant = "acme";
  private String role = "editor";
  private String guest = "";

  /** A client of this function. */
  public Client(HttpFunction function) {
    this.function = function;
    headers.put("content-type", "application/json");
  }

  /** Sends this header from now on; an empty value removes it. */
  public Client header(String name, String value) {
    if (value.isEmpty()) {
      headers.remove(name);
    } else {
      headers.put(name, value);
    }
    return this;
  }

  /** Calls as this tenant from now on. */
  public Client tenant(String name) {
    tenant = name;
    return this;
  }

  /** Calls in this role from now on. */
  public Client role(String name) {
    role = name;
    return this;
  }

  /** Calls with a credential that is good in these tenants too, as {@code acme2=viewer,…}. */
  public Client guest(String roles) {
    guest = roles;
    return this;
  }

  /** What the function logged. */
  public FakeContext context() {
    return context;
  }

  /** A POST below {@code /api/2.0/mlflow/}. */
  public Answer post(String path, String body) {
    return call("POST", path, "", Map.of(), body);
  }

  /** A GET below {@code /api/2.0/mlflow/}, with its query after a question mark. */
  public Answer get(String path) {
    int cut = path.indexOf('?');
    return cut < 0
        ? call("GET", path, "", Map.of(), "")
        : call("GET", path.substring(0, cut), path.substring(cut + 1), Map.of(), "");
  }

  /** A call of a route whose path has variables. */
  public Answer call(
      String method, String path, String query, Map<String, String> variables, String body) {
    return send(event(method, path, query, variables, body, false));
  }

  /** A POST whose body is not text. */
  public Answer postBytes(String path, byte[] body) {
    return send(event("POST", path, "", Map.of(), Base64.getEncoder().encodeToString(body), true));
  }

  /** Sends an event as it stands. */
  public Answer send(byte[] event) {
    var answer = new ByteArrayOutputStream();
    try {
      function.handleRequest(new ByteArrayInputStream(event), answer, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.parse(answer.toByteArray());
  }

  private byte[] event(
      String method,
      String path,
      String query,
      Map<String, String> variables,
      String body,
      boolean base64) {
    String concrete = path;
    for (var variable : variables.entrySet()) {
      concrete = concrete.replace("{" + variable.getKey() + "}", variable.getValue());
    }
    String rawPath = PREFIX + concrete;
    return Json.write(
        out -> {
          out.writeStringField("version", "2.0");
          out.writeStringField("routeKey", method + " /{api}/2.0/mlflow/" + path);
          out.writeStringField("rawPath", rawPath);
          out.writeStringField("rawQueryString", query);
          strings(out, "headers", headers);
          var parameters = new HashMap<>(variables);
          parameters.put("api", "api");
          strings(out, "pathParameters", parameters);
          out.writeObjectFieldStart("requestContext");
          out.writeStringField("requestId", "request-1");
          out.writeObjectFieldStart("authorizer");
          var caller = new HashMap<>(Map.of("tenant", tenant, "principal", "ana", "role", role));
          if (!guest.isEmpty()) {
            caller.put("guest", guest);
          }
          strings(out, "lambda", caller);
          out.writeEndObject();
          out.writeEndObject();
          out.writeStringField("body", body);
          out.writeBooleanField("isBase64Encoded", base64);
        });
  }

  private static void strings(JsonGenerator out, String field, Map<String, String> strings)
      throws IOException {
    out.writeObjectFieldStart(field);
    for (var entry : strings.entrySet()) {
      out.writeStringField(entry.getKey(), entry.getValue());
    }
    out.writeEndObject();
  }
}
