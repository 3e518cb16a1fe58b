package dev.bulkhead.local.cli;

import dev.bulkhead.http.Json;
import dev.bulkhead.http.JsonBody;
import dev.bulkhead.local.stack.OperatorDoor.OperatorKey;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Invokes functions of a stack that runs in another process, with the key that it left. */
final class Operator {
  private static final String ENDPOINT = "endpoint";
  private static final String SECRET = "secret";
  private static final String TENANTS = "TenantsFunction";
  private static final String MAINTENANCE = "MaintenanceFunction";

  private final int port;
  private final OperatorKey key;

  private Operator(int port, OperatorKey key) {
    this.port = port;
    this.key = key;
  }

  /** The operator of the stack whose gateway listens on a port. */
  static Operator ofStackAt(int port) throws IOException {
    Properties file = PrivateFile.read(Project.operatorKey(port));
    if (file.isEmpty()) {
      throw notRunning(port);
    }
    return new Operator(
        port,
        new OperatorKey(URI.create(file.getProperty(ENDPOINT, "")), file.getProperty(SECRET, "")));
  }

  /** Leaves the key of a stack for its operator. */
  static void leave(OperatorKey key, Path file) throws IOException {
    var properties = new Properties();
    properties.setProperty(ENDPOINT, key.endpoint().toString());
    properties.setProperty(SECRET, key.secret());
    PrivateFile.write(file, properties);
  }

  /** What an operation on tenants answers. */
  Map<?, ?> tenants(JsonBody command) throws IOException {
    HttpResponse<byte[]> answer = invoke(TENANTS, Json.write(command));
    return FunctionAnswer.read(answer.body());
  }

  /** What the maintenance did, or would have. */
  Map<?, ?> maintain(JsonBody order) throws IOException {
    HttpResponse<byte[]> answer = invoke(MAINTENANCE, Json.write(order));
    return FunctionAnswer.read(answer.body());
  }

  /** Invokes a function. */
  HttpResponse<byte[]> invoke(String function, byte[] event) throws IOException {
    return send(
        HttpRequest.newBuilder(key.invocations(function)).POST(BodyPublishers.ofByteArray(event)));
  }

  /** The events that could not be recorded. */
  List<?> deadLetters() throws IOException {
    HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(key.deadLetters()).GET());
    return Json.read(answer.body()) instanceof Map<?, ?> fields
            && fields.get("dead_letters") instanceof List<?> letters
        ? letters
        : List.of();
  }

  /** Has the dead letters delivered again, and returns how many there were. */
  long redrive() throws IOException {
    HttpResponse<byte[]> answer =
        send(HttpRequest.newBuilder(key.deadLetters()).POST(BodyPublishers.noBody()));
    return Json.read(answer.body()) instanceof Map<?, ?> fields
            && fields.get("redriven") instanceof Long moved
        ? moved
        : 0;
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder builder) throws IOException {
    HttpRequest request = builder.header("Authorization", "Bearer " + key.secret()).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (ConnectException _) {
      throw notRunning(port);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private static Complaint notRunning(int port) {
    return new Complaint(
        "No stack runs on port %d; start one with ./bulkhead up --port %d.".formatted(port, port));
  }
}
