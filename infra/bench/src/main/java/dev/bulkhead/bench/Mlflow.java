package dev.bulkhead.bench;

import dev.bulkhead.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;

/** MLflow's REST API of one server, as one tenant of it. */
final class Mlflow implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 256;
  private static final Timeout PATIENCE = Timeout.ofMinutes(3);

  private final Server server;
  private final String token;
  private final CloseableHttpClient http;

  private Mlflow(Server server, String token, CloseableHttpClient http) {
    this.server = server;
    this.token = token;
    this.http = http;
  }

  /** A client as the first tenant. */
  static Mlflow of(Server server) throws IOException {
    CloseableHttpClient http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(MAX_CONNECTIONS)
                    .setMaxConnTotal(MAX_CONNECTIONS)
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(PATIENCE).build())
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .build();
    return new Mlflow(server, server.tenants().token(0), http);
  }

  /** The same connections, as another tenant. */
  Mlflow as(int tenant) throws IOException {
    return new Mlflow(server, server.tenants().token(tenant), http);
  }

  Server server() {
    return server;
  }

  String createExperiment(String name) throws IOException {
    return String.valueOf(
        json(post("experiments/create", "{\"name\":\"" + name + "\"}")).get("experiment_id"));
  }

  /** A run as {@code mlflow.start_run()} makes one. */
  String createRun(String experiment, long startTime) throws IOException {
    return runId(post("runs/create", Payloads.stockRun(experiment, startTime)));
  }

  static String runId(byte[] answer) throws IOException {
    return json(answer).get("run") instanceof Map<?, ?> run
            && run.get("info") instanceof Map<?, ?> info
        ? String.valueOf(info.get("run_id"))
        : "";
  }

  static Map<?, ?> json(byte[] answer) throws IOException {
    return Json.read(answer) instanceof Map<?, ?> fields ? fields : Map.of();
  }

  /** A POST of JSON; the call is named as in MLflow's documentation, {@code runs/create}. */
  byte[] post(String call, String body) throws IOException {
    return post(call, body.getBytes(StandardCharsets.UTF_8));
  }

  byte[] post(String call, byte[] body) throws IOException {
    var request = new HttpPost(server.uri() + "/api/2.0/mlflow/" + call);
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    return send(request);
  }

  /** A GET; the path is whole, with its query. */
  byte[] get(String path) throws IOException {
    return send(new HttpGet(server.uri() + path));
  }

  /** The body of an answer that is no refusal. */
  byte[] send(HttpUriRequestBase request) throws IOException {
    if (!token.isEmpty()) {
      request.setHeader("Authorization", "Bearer " + token);
    }
    return http.execute(
        request,
        response -> {
          byte[] body = EntityUtils.toByteArray(response.getEntity());
          if (response.getCode() >= 300) {
            throw new IOException(
                response.getCode()
                    + " "
                    + new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8));
          }
          return body == null ? new byte[0] : body;
        });
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
