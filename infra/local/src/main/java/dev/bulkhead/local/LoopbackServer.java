package dev.bulkhead.local;

import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An HTTP server that nothing but this machine can reach. */
public final class LoopbackServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int THREADS = 32;

  private final Server server;
  private final ServerConnector connector;

  private LoopbackServer(Handler handler, int port) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setDaemon(true);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    this.server = new Server(threads);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(HOST);
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(handler);
  }

  /**
   * Starts serving.
   *
   * @param port 0 for any that is free
   * @throws IOException if the port is in use
   */
  public static LoopbackServer start(int port, Handler handler) throws IOException {
    LoopbackServer started = new LoopbackServer(handler, port);
    try {
      started.server.start();
    } catch (IOException e) {
      started.close();
      throw e;
    } catch (Exception e) { // what Jetty declares
      started.close();
      throw new IllegalStateException("A server on " + HOST + " did not start", e);
    }
    return started;
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Where to reach it. */
  public URI uri() {
    return URI.create("http://" + HOST + ":" + port());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // what Jetty declares
      throw new IllegalStateException("A server on " + HOST + " did not stop", e);
    }
  }
}
