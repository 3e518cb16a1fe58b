package dev.bulkhead.local.s3;

import dev.bulkhead.local.iam.Iam;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;

/** S3 with one bucket, on a port of the loopback interface. */
public final class LocalS3 implements AutoCloseable {

  /**
   * What makes a local S3.
   *
   * @param port 0 for any that is free
   * @param data where the objects are kept; without it they lie in a temporary directory, which
   *     {@link #close} deletes
   * @param clock says when sessions and URLs have ended, and when objects were written
   * @param listener hears of every change before its caller is answered, from many threads; if it
   *     fails, the call fails although the change was made
   */
  public record Config(
      String bucket,
      int port,
      Optional<Path> data,
      String region,
      Iam iam,
      InstantSource clock,
      Consumer<S3ObjectEvent> listener) {}

  private final Server server;
  private final ServerConnector connector;
  private final Optional<Path> scratch;

  private LocalS3(Server server, ServerConnector connector, Optional<Path> scratch) {
    this.server = server;
    this.connector = connector;
    this.scratch = scratch;
  }

  /**
   * Starts serving.
   *
   * @throws IOException if the directory cannot be used or the port is taken
   */
  public static LocalS3 start(Config config) throws IOException {
    Optional<Path> scratch =
        config.data().isPresent() ? Optional.empty() : Optional.of(Scratch.create());
    Path directory = config.data().or(() -> scratch).orElseThrow();
    InstantSource clock = config.clock();
    Bucket bucket = Bucket.open(directory, clock);
    var notices =
        new Notices(
            config.bucket(),
            config.listener(),
            Underway.in(config.data().map(data -> data.resolve("underway"))));
    notices.retell(bucket);
    var servlet =
        new S3Servlet(
            new Door(config.iam(), config.region(), clock),
            bucket,
            new Uploads(directory, bucket),
            notices);
    var server = new Server();
    ServerConnector connector = connector(server, config.port());
    var context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/*");
    server.setHandler(context);
    var errors = new ErrorHandler();
    errors.setShowStacks(false);
    server.setErrorHandler(errors);
    var s3 = new LocalS3(server, connector, scratch);
    s3.start();
    return s3;
  }

  /** Where to reach it, such as {@code http://127.0.0.1:9000}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  private static ServerConnector connector(Server server, int port) {
    var http = new HttpConfiguration();
    // Keys are not paths: S3Request reads the request line itself, and strictly.
    http.setUriCompliance(UriCompliance.UNSAFE);
    // Headers are signed as they are spelled, "charset=UTF-8" too.
    http.setHeaderCacheCaseSensitive(true);
    // A presigned URL may hold a key of 1,024 bytes, three characters each, and a session token.
    http.setRequestHeaderSize(32 << 10);
    http.setSendServerVersion(false);
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    return connector;
  }

  private void start() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw e instanceof IOException io ? io : new IOException("S3 did not start", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("S3 did not stop", e);
    }
    if (scratch.isPresent()) {
      Directories.remove(scratch.get());
    }
  }
}
