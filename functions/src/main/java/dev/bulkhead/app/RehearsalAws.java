package dev.bulkhead.app;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bulkhead.http.Json;
import dev.bulkhead.http.JsonBody;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * STS and DynamoDB of a rehearsal, on a port that only this process knows. It gives out sessions
 * that are worth nothing, takes any write for done, and remembers the items that are put, so that
 * whoever reads them goes on to do what they would do.
 */
final class RehearsalAws implements AutoCloseable {
  private static final String WORTHLESS = "rehearsal";
  private static final String SESSION =
      """
      <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>\
      <Credentials><AccessKeyId>rehearsal</AccessKeyId><SecretAccessKey>rehearsal</SecretAccessKey>\
      <SessionToken>rehearsal</SessionToken><Expiration>9999-01-01T00:00:00Z</Expiration>\
      </Credentials></AssumeRoleResult></AssumeRoleResponse>""";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** By the text of the key. */
  private final Map<String, Map<?, ?>> items = new HashMap<>();

  private RehearsalAws(HttpServer server) {
    this.server = server;
  }

  static RehearsalAws start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var aws = new RehearsalAws(server);
    server.createContext("/", aws::answer);
    server.setExecutor(aws.threads);
    server.start();
    return aws;
  }

  /** A function's environment, but that AWS is here and its credentials are worth nothing. */
  Environment environment(Environment real) {
    Map<String, String> variables = new HashMap<>(real.variables());
    String here = "http://127.0.0.1:" + server.getAddress().getPort();
    for (String service : List.of("DYNAMODB", "STS", "S3")) {
      variables.put("AWS_ENDPOINT_URL_" + service, here);
    }
    return new Environment(
        variables,
        StaticCredentialsProvider.create(AwsBasicCredentials.create(WORTHLESS, WORTHLESS)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    byte[] answer = target == null ? Rehearsal.utf8(SESSION) : dynamo(target, body);
    exchange
        .getResponseHeaders()
        .set("Content-Type", target == null ? "text/xml" : "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private synchronized byte[] dynamo(String target, byte[] body) throws IOException {
    Map<?, ?> request = map(Json.read(body));
    JsonBody nothing = _ -> {};
    return Json.write(
        switch (target.substring(target.indexOf('.') + 1)) {
          case "PutItem" -> {
            put(request);
            yield nothing;
          }
          case "TransactWriteItems" -> {
            list(request.get("TransactItems")).forEach(part -> put(map(map(part).get("Put"))));
            yield nothing;
          }
          case "GetItem" -> out -> item(out, map(request.get("Key")));
          case "BatchGetItem" -> out -> batch(out, map(request.get("RequestItems")));
          case "Query" ->
              out -> {
                out.writeArrayFieldStart("Items");
                out.writeEndArray();
              };
          default -> nothing;
        });
  }

  private void put(Map<?, ?> put) {
    Map<?, ?> item = map(put.get("Item"));
    if (!item.isEmpty()) {
      items.put(key(item), item);
    }
  }

  private void item(JsonGenerator out, Map<?, ?> key) throws IOException {
    Map<?, ?> found = items.get(key(key));
    if (found != null) {
      out.writeFieldName("Item");
      Json.value(out, found);
    }
  }

  private void batch(JsonGenerator out, Map<?, ?> tables) throws IOException {
    out.writeObjectFieldStart("Responses");
    for (var table : tables.entrySet()) {
      var found = new ArrayList<@Nullable Object>();
      for (Object key : list(map(table.getValue()).get("Keys"))) {
        Map<?, ?> item = items.get(key(map(key)));
        if (item != null) {
          found.add(item);
        }
      }
      out.writeFieldName(String.valueOf(table.getKey()));
      Json.value(out, found);
    }
    out.writeEndObject();
    out.writeObjectFieldStart("UnprocessedKeys");
    out.writeEndObject();
  }

  private static String key(Map<?, ?> item) {
    return item.get("pk") + " " + item.get("sk");
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
