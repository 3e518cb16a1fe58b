package dev.bulkhead.app;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.bulkhead.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.zip.CRC32;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.core.SdkSystemSetting;

/**
 * The AWS of a rehearsal, on loopback ports that only this process knows: one speaks TLS as AWS
 * does, one hands out the function's own credentials as Lambda does. STS gives out sessions that
 * are worth nothing; DynamoDB takes any write for done and remembers the items that are put, so
 * that whoever reads them goes on to do what they would do; S3 has no objects but those that are
 * kept here by {@link #keepObjects}. What is sent to a queue stays here.
 */
final class RehearsalAws implements AutoCloseable {
  /** Names where the SDK asks for a restored function's own credentials. */
  private static final String ROLE_PROPERTY =
      SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property();

  /**
   * Without it an answer's second packet waits for what the client acknowledges of the first, for a
   * twenty-fifth of a second.
   */
  private static final String NO_DELAY_PROPERTY = "sun.net.httpserver.nodelay";

  /** AWS takes longer; without any, a thread that waits for an answer would not be rehearsed. */
  private static final Duration LATENCY = Duration.ofMillis(2);

  private static final String KEPT = "/kept";

  private static final String SESSION =
      """
      <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>\
      <Credentials><AccessKeyId>rehearsal</AccessKeyId><SecretAccessKey>rehearsal</SecretAccessKey>\
      <SessionToken>rehearsal</SessionToken><Expiration>9999-01-01T00:00:00Z</Expiration>\
      </Credentials><AssumedRoleUser><Arn>rehearsal</Arn><AssumedRoleId>rehearsal</AssumedRoleId>\
      </AssumedRoleUser></AssumeRoleResult><ResponseMetadata><RequestId>rehearsal</RequestId>\
      </ResponseMetadata></AssumeRoleResponse>""";
  private static final String ROLE_CREDENTIALS =
      """
      {"AccessKeyId":"rehearsal","SecretAccessKey":"rehearsal","Token":"rehearsal",\
      "Expiration":"9999-01-01T00:00:00Z"}""";
  private static final String NO_OBJECTS =
      """
      <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><KeyCount>0</KeyCount>\
      <IsTruncated>false</IsTruncated></ListBucketResult>""";

  private final HttpsServer services;
  private final HttpServer role;
  private final TrustManager[] trust;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private final RehearsalTables tables = new RehearsalTables();

  /** By their paths. */
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  private RehearsalAws(HttpsServer services, HttpServer role, TrustManager[] trust) {
    this.services = services;
    this.role = role;
    this.trust = trust;
  }

  static RehearsalAws start() throws IOException, GeneralSecurityException {
    System.setProperty(NO_DELAY_PROPERTY, "true");
    var certificates = RehearsalCertificates.create();
    HttpsServer services = HttpsServer.create(anyPort(), 0);
    services.setHttpsConfigurator(new HttpsConfigurator(certificates.context()));
    var aws = new RehearsalAws(services, HttpServer.create(anyPort(), 0), certificates.trust());
    aws.begin(services, aws::answer);
    aws.begin(aws.role, aws::lend);
    return aws;
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void begin(HttpServer server, HttpHandler handler) {
    server.createContext("/", handler);
    server.setExecutor(threads);
    server.start();
  }

  /** What clients must trust to speak to it. */
  TrustManager[] trust() {
    return trust.clone();
  }

  /** A function's environment, but that AWS is here and its credentials are worth nothing. */
  Environment environment(Map<String, String> real) {
    Map<String, String> variables = new HashMap<>(real);
    String here = "https://127.0.0.1:" + services.getAddress().getPort();
    for (String service : List.of("DYNAMODB", "STS", "S3", "SQS")) {
      variables.put("AWS_ENDPOINT_URL_" + service, here);
    }
    System.setProperty(ROLE_PROPERTY, role() + "/");
    return new Environment(variables, Environment.ofRestored());
  }

  private String role() {
    return "http://127.0.0.1:" + role.getAddress().getPort();
  }

  /** Puts others in the place of the objects that were put. */
  void keepObjects(Function<String, byte[]> byPath) {
    objects.replaceAll((path, _) -> byPath.apply(path));
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    LockSupport.parkNanos(LATENCY.toNanos());
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("PUT")) {
      objects.put(path, new byte[0]);
    }
    RehearsalTables.Answer done =
        target == null
            ? new RehearsalTables.Answer(200, object(path))
            : tables.answer(target.substring(target.indexOf('.') + 1), Json.read(body));
    byte[] answer = done.json();
    var checksum = new CRC32();
    checksum.update(answer);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", target == null ? "text/xml" : "application/x-amz-json-1.0");
    headers.set("x-amz-crc32", Long.toString(checksum.getValue()));
    send(exchange, done.status(), answer);
  }

  private byte[] object(String path) {
    return Optional.ofNullable(objects.get(path))
        .orElseGet(
            () -> (path.equals("/") ? SESSION : NO_OBJECTS).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Has the JDK keep a connection and use it again, as it does with the runtime's own address. The
   * classes that it does so with override methods of lists, and loading such undoes code that is
   * compiled already: better before the snapshot.
   */
  void keepAConnection() throws IOException {
    for (String path : List.of(KEPT, "/")) {
      try (InputStream answer = URI.create(role() + path).toURL().openStream()) {
        answer.readAllBytes();
      }
    }
  }

  /** On connections that are closed: nobody could close what the SDK keeps of these. */
  private void lend(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals(KEPT)) {
      exchange.getResponseHeaders().set("Connection", "close");
    }
    send(exchange, 200, ROLE_CREDENTIALS.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] answer) throws IOException {
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Override
  public void close() {
    System.clearProperty(ROLE_PROPERTY);
    System.clearProperty(NO_DELAY_PROPERTY);
    services.stop(0);
    role.stop(0);
    threads.shutdownNow();
  }
}
