package dev.bulkhead.local.gateway;

import dev.bulkhead.local.StackLog;
import dev.bulkhead.local.lambda.LocalLambda;
import dev.bulkhead.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP API on a port of the loopback interface. */
public final class Gateway implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  /** More than the HTTP API takes, so that what is too much gets its answer and not Jetty's. */
  private static final int HEADER_BUFFER = 64 * 1024;

  private final Server server;
  private final ServerConnector connector;

  private Gateway(HttpApi api, int port) {
    var threads = new QueuedThreadPool();
    threads.setName("gateway");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    this.server = new Server(threads);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(HOST);
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(api);
    server.setErrorHandler(
        (_, response, callback) -> {
          HttpApi.refuse(Refusal.ofStatus(response.getStatus()), response, callback);
          return true;
        });
  }

  /**
   * Starts serving.
   *
   * @param port 0 for any that is free
   * @throws IOException if the port is in use
   */
  public static Gateway start(
      Template template, LocalLambda lambda, int port, InstantSource clock, StackLog log)
      throws IOException {
    var gateway = new Gateway(new HttpApi(template, lambda, clock, log), port);
    try {
      gateway.server.start();
    } catch (Exception e) { // what Jetty declares
      gateway.close();
      throw e instanceof IOException io ? io : new IOException("The gateway did not start", e);
    }
    return gateway;
  }

  /** Where clients reach it. */
  public URI uri() {
    return URI.create("http://" + HOST + ":" + connector.getLocalPort());
  }

  private static HttpConfiguration configuration() {
    var http = new HttpConfiguration();
    // Paths are data here: what is ambiguous to a file server reaches the function as it came.
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setRequestHeaderSize(HEADER_BUFFER);
    http.setSendServerVersion(false);
    return http;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // what Jetty declares
      throw new IllegalStateException("The gateway did not stop", e);
    }
  }
}
