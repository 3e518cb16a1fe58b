package dev.bulkhead.local.smoke;

import dev.bulkhead.http.Json;
import dev.bulkhead.http.JsonBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Calls a deployment over HTTP, as one principal. */
final class Client implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(35);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI deployment;
  private final String token;

  Client(URI deployment, String token) {
    this.deployment = deployment;
    this.token = token;
  }

  /** What MLflow's API answers to a POST. */
  Map<?, ?> post(String call, JsonBody body) throws IOException {
    return fields(send("POST", "/api/2.0/mlflow/" + call, ofBytes(Json.write(body))));
  }

  /** What MLflow's API answers to a GET. */
  Map<?, ?> get(String call) throws IOException {
    return fields(send("GET", "/api/2.0/mlflow/" + call, BodyPublishers.noBody()));
  }

  /** Any call; what it is answered is taken as it comes. */
  HttpResponse<byte[]> send(String method, String path, BodyPublisher body) throws IOException {
    String base = deployment.toString().replaceAll("/+$", "");
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, body));
  }

  /** A file, from wherever the deployment leads; that place is not told the token. */
  byte[] download(String path) throws IOException {
    HttpResponse<byte[]> answer = send("GET", path, BodyPublishers.noBody());
    if (answer.statusCode() / 100 != 3) {
      return expect(answer);
    }
    String place = answer.headers().firstValue("Location").orElse("");
    return expect(send(HttpRequest.newBuilder(URI.create(place)).GET()));
  }

  /** The body of an answer that is no failure. */
  static byte[] expect(HttpResponse<byte[]> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new SmokeFailure(
          "%s %s was answered %d %s"
              .formatted(
                  answer.request().method(),
                  answer.uri().getPath(),
                  answer.statusCode(),
                  new String(answer.body(), StandardCharsets.UTF_8)));
    }
    return answer.body();
  }

  private static Map<?, ?> fields(HttpResponse<byte[]> answer) throws IOException {
    if (Json.read(expect(answer)) instanceof Map<?, ?> fields) {
      return fields;
    }
    throw new SmokeFailure(answer.uri().getPath() + " was not answered with an object");
  }

  private static BodyPublisher ofBytes(byte[] bytes) {
    return BodyPublishers.ofByteArray(bytes);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
