package dev.bulkhead.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A server that answers everything with {@code {}}: what is measured of it is the load generator.
 */
final class Echo implements Peer {
  static final String NAME = "echo";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Server start(Workshop workshop) throws IOException {
    int port = Workshop.freePort();
    Process process =
        workshop.start(
            NAME,
            List.of(
                Processes.java(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Echo.class.getName(),
                "" + port),
            Map.of());
    URI uri = URI.create("http://127.0.0.1:" + port);
    workshop.awaitAnswer(uri, process, NAME);
    return new Server(
        NAME,
        "JDK's own HTTP server",
        uri,
        Server.Tenants.NONE,
        Server.Filler.API,
        List.of(process));
  }

  /** Serves on a port of this machine until the process ends. */
  public static void main(String[] arguments) throws IOException {
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    HttpServer server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    byte[] answer =
        ("{\"run\":{\"info\":{\"run_id\":\"" + "0".repeat(32) + "\"}},\"experiment_id\":\"0\"}")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }
}
