package dev.bulkhead.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bulkhead.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Lambda's runtime API for one execution environment: what the runtime client asks, it answers. */
final class RuntimeApi implements AutoCloseable {
  private static final String VERSION = "/2018-06-01/runtime/";
  private static final int SECONDS = 120;

  private static final String ROLE = "/role";

  private final HttpServer server;
  private final AwsSessionCredentials credentials;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<byte[]> events = new ArrayBlockingQueue<>(1);
  private final BlockingQueue<String> restores = new ArrayBlockingQueue<>(1);
  private final BlockingQueue<String> snapshots = new ArrayBlockingQueue<>(1);
  private final BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(4);

  /**
   * What the function answered, or the failure that the runtime client told of.
   *
   * @param time of {@link System#nanoTime}
   */
  record Answer(String kind, String body, long time) {}

  /**
   * An environment of its own.
   *
   * @param credentials of the function's role
   */
  RuntimeApi(AwsSessionCredentials credentials) throws IOException {
    this.credentials = credentials;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(VERSION + "invocation/next", this::next);
    server.createContext(VERSION + "invocation/", exchange -> took(exchange, "invocation"));
    server.createContext(VERSION + "init/error", exchange -> took(exchange, "init"));
    server.createContext(VERSION + "restore/next", this::restore);
    server.createContext(VERSION + "restore/error", exchange -> took(exchange, "restore"));
    server.createContext(ROLE, this::role);
    server.setExecutor(threads);
    server.start();
  }

  /** As {@code AWS_LAMBDA_RUNTIME_API} has it. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where a restored function finds its role's credentials. */
  String role() {
    return "http://" + address() + ROLE;
  }

  /** Hands over an event as soon as it is asked for. */
  void invoke(byte[] event) {
    events.add(event);
  }

  /** Waits for the answer to it. */
  Answer answer() throws IOException {
    Answer answer = taken(answers);
    if (answer.kind().equals("invocation") && !answer.body().contains("errorMessage")) {
      return answer;
    }
    throw new IOException(answer.kind() + " failed: " + answer.body());
  }

  /** Waits until the function is ready for its snapshot. */
  void awaitSnapshot() throws IOException {
    taken(snapshots);
  }

  /** Wakes it up again. */
  void restore() {
    restores.add("");
  }

  private static <T> T taken(BlockingQueue<T> queue) throws IOException {
    try {
      T taken = queue.poll(SECONDS, TimeUnit.SECONDS);
      if (taken == null) {
        throw new IOException("The function did nothing for " + SECONDS + " s");
      }
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    byte[] event = taken(events);
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
    headers.set("Lambda-Runtime-Deadline-Ms", "" + (System.currentTimeMillis() + 30_000));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:000000000000:function:bench");
    headers.set("Content-Type", "application/json");
    send(exchange, 200, event);
  }

  private void role(HttpExchange exchange) throws IOException {
    send(
        exchange,
        200,
        Json.write(
            out -> {
              out.writeStringField("AccessKeyId", credentials.accessKeyId());
              out.writeStringField("SecretAccessKey", credentials.secretAccessKey());
              out.writeStringField("Token", credentials.sessionToken());
              out.writeStringField("Expiration", Instant.now().plusSeconds(3_600).toString());
            }));
  }

  private void restore(HttpExchange exchange) throws IOException {
    snapshots.add("");
    taken(restores);
    send(exchange, 200, new byte[] {'{', '}'});
  }

  private void took(HttpExchange exchange, String kind) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean failed = exchange.getRequestURI().getPath().endsWith("/error");
    answers.add(new Answer(failed ? kind + " error" : kind, body, System.nanoTime()));
    send(exchange, 202, new byte[] {'{', '}'});
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
