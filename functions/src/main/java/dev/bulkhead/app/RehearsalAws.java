package dev.bulkhead.app;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bulkhead.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.SdkSystemSetting;

/**
 * The AWS of a rehearsal, on a loopback port that only this process knows. STS gives out sessions
 * that are worth nothing; DynamoDB takes any write for done and remembers the items that are put,
 * so that whoever reads them goes on to do what they would do; S3 is empty. What is sent to a queue
 * stays here.
 */
final class RehearsalAws implements AutoCloseable {
  /** Names where the SDK asks for a restored function's own credentials. */
  private static final String ROLE_PROPERTY =
      SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property();

  private static final String ROLE = "/role";
  private static final String SESSION =
      """
      <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>\
      <Credentials><AccessKeyId>rehearsal</AccessKeyId><SecretAccessKey>rehearsal</SecretAccessKey>\
      <SessionToken>rehearsal</SessionToken><Expiration>9999-01-01T00:00:00Z</Expiration>\
      </Credentials><AssumedRoleUser><Arn>rehearsal</Arn><AssumedRoleId>rehearsal</AssumedRoleId>\
      </AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>""";
  private static final String ROLE_CREDENTIALS =
      """
      {"AccessKeyId":"rehearsal","SecretAccessKey":"rehearsal","Token":"rehearsal",\
      "Expiration":"9999-01-01T00:00:00Z"}""";
  private static final String NO_OBJECTS =
      """
      <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><KeyCount>0</KeyCount>\
      <IsTruncated>false</IsTruncated></ListBucketResult>""";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private final RehearsalTables tables = new RehearsalTables();

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
  Environment environment(Map<String, String> real) {
    Map<String, String> variables = new HashMap<>(real);
    String here = "http://127.0.0.1:" + server.getAddress().getPort();
    for (String service : List.of("DYNAMODB", "STS", "S3", "SQS")) {
      variables.put("AWS_ENDPOINT_URL_" + service, here);
    }
    System.setProperty(ROLE_PROPERTY, here + ROLE);
    return new Environment(variables, Environment.ofRestored());
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    byte[] answer =
        target == null
            ? xml(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8)
            : tables.answer(target.substring(target.indexOf('.') + 1), Json.read(body));
    var checksum = new CRC32();
    checksum.update(answer);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", target == null ? "text/xml" : "application/x-amz-json-1.0");
    headers.set("x-amz-crc32", Long.toString(checksum.getValue()));
    // So that no connection is left when the snapshot is taken.
    headers.set("Connection", "close");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static String xml(String path) {
    return switch (path) {
      case "/" -> SESSION;
      case ROLE -> ROLE_CREDENTIALS;
      default -> NO_OBJECTS;
    };
  }

  @Override
  public void close() {
    System.clearProperty(ROLE_PROPERTY);
    server.stop(0);
    threads.shutdownNow();
  }
}
