package dev.bulkhead.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.http.Json;
import dev.bulkhead.local.lambda.LocalLambda;
import dev.bulkhead.local.template.ApiRoute;
import dev.bulkhead.local.template.ArtifactBucket;
import dev.bulkhead.local.template.Authorizer;
import dev.bulkhead.local.template.LambdaFunction;
import dev.bulkhead.local.template.Template;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manners of the gateway, seen from outside. */
@Timeout(60)
class GatewayTest {
  private static final Template TEMPLATE =
      new Template(
          List.of(function("Authorize"), function("Echo")),
          List.of(
              new ApiRoute("GET /open", "Echo", false),
              new ApiRoute("PUT /files/{path+}", "Echo", true),
              new ApiRoute("POST /answer", "Echo", true),
              new ApiRoute("$default", "Echo", true)),
          new Authorizer("Authorize", "Authorization", Duration.ofSeconds(60)),
          List.of(),
          List.of(),
          new ArtifactBucket("bucket", List.of(), List.of()),
          List.of(),
          List.of());

  private final Queue<Map<?, ?>> asked = new ConcurrentLinkedQueue<>();
  private final Queue<Map<?, ?>> events = new ConcurrentLinkedQueue<>();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();

  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private volatile String verdict = "{\"isAuthorized\":true,\"context\":{\"tenant\":\"acme\"}}";
  private volatile byte[] answer =
      "{\"statusCode\":200,\"body\":\"fine\"}".getBytes(StandardCharsets.UTF_8);
  private Gateway gateway;

  @BeforeEach
  void start() throws IOException {
    InstantSource clock = () -> now;
    var lambda =
        new LocalLambda(
            TEMPLATE.functions(),
            function -> function.id().equals("Authorize") ? authorizer() : echo(),
            (_, _) -> {});
    gateway =
        Gateway.start(TEMPLATE, lambda, 0, clock, (source, text) -> log.add(source + " " + text));
  }

  @AfterEach
  void stop() {
    client.close();
    gateway.close();
  }

  @Test
  void aRouteThatIsOpenAsksNobody() {
    assertThat(send(request("/open")).body()).isEqualTo("fine");

    assertThat(asked).isEmpty();
    assertThat(context().containsKey("authorizer")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"/answer", "/nowhere", "/files/x"})
  void withoutACredentialItIs401(String path) {
    HttpResponse<String> refused = send(request(path).POST(BodyPublishers.ofString("{}")));

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(asked).isEmpty();
  }

  @Test
  void anEmptyCredentialIsNone() {
    assertThat(send(request("/nowhere").header("Authorization", " ")).statusCode()).isEqualTo(401);
  }

  @Test
  void whomTheAuthorizerDeniesIs403() {
    verdict = "{\"isAuthorized\":false}";

    HttpResponse<String> refused = send(authorized("/nowhere"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"not json", "{}", "{\"isAuthorized\":\"yes\"}", "[]", "throw"})
  void anAuthorizerThatDoesNotSayYesOrNoIs500AndForgotten(String broken) {
    verdict = broken;

    HttpResponse<String> refused = send(authorized("/nowhere"));

    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(refused.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    verdict = "{\"isAuthorized\":true}";
    assertThat(send(authorized("/nowhere")).statusCode()).isEqualTo(200);
  }

  @Test
  void theCallersContextReachesTheFunction() {
    send(authorized("/nowhere"));

    assertThat(context().get("authorizer")).isEqualTo(Map.of("lambda", Map.of("tenant", "acme")));
  }

  @Test
  void aRevokedTokenDiesWithinAMinute() {
    assertThat(send(authorized("/nowhere")).statusCode()).isEqualTo(200);

    verdict = "{\"isAuthorized\":false}";
    now = now.plusSeconds(59);
    assertThat(send(authorized("/other")).statusCode()).as("still kept").isEqualTo(200);
    now = now.plusSeconds(1);
    assertThat(send(authorized("/nowhere")).statusCode()).isEqualTo(403);
    assertThat(asked).hasSize(2);
  }

  @Test
  void oneCredentialsAnswerIsNotAnothers() {
    send(authorized("/nowhere"));
    verdict = "{\"isAuthorized\":false}";

    assertThat(send(request("/nowhere").header("Authorization", "Bearer other")).statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json",
        "{\"statusCode\":\"200\"}",
        "{\"statusCode\":99}",
        "{\"statusCode\":200,\"body\":\"*\",\"isBase64Encoded\":true}"
      })
  void anAnswerThatIsNoneIs500(String broken) {
    answer = broken.getBytes(StandardCharsets.UTF_8);

    HttpResponse<String> refused = send(authorized("/nowhere"));

    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(refused.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void anAnswerOfMoreThanSixMegabytesIs500() {
    answer = ("\"" + "a".repeat(6 * 1024 * 1024 + 99) + "\"").getBytes(StandardCharsets.UTF_8);

    assertThat(send(authorized("/nowhere")).statusCode()).isEqualTo(500);
  }

  @Test
  void statusHeadersCookiesAndBytesComeOut() {
    answer =
        """
        {"statusCode":201,"headers":{"X-Mine":"1","Content-Type":"image/png"},
         "cookies":["a=1","b=2"],"body":"//79","isBase64Encoded":true}
        """
            .getBytes(StandardCharsets.UTF_8);

    HttpResponse<byte[]> received = bytes(authorized("/nowhere"));

    assertThat(received.statusCode()).isEqualTo(201);
    assertThat(received.headers().firstValue("x-mine")).hasValue("1");
    assertThat(received.headers().firstValue("content-type")).hasValue("image/png");
    assertThat(received.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    assertThat(received.body()).containsExactly(0xff, 0xfe, 0xfd);
  }

  @Test
  void aBinaryBodyOfUnknownLengthArrivesWhole() {
    byte[] body = {(byte) 0xff, 0, (byte) 0xfe, '\n'};

    send(
        authorized("/files/a%20b/c%2Fd")
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

    Map<?, ?> event = events.element();
    assertThat(event.get("rawPath")).isEqualTo("/files/a b/c/d");
    assertThat(event.get("pathParameters")).isEqualTo(Map.of("path", "a b/c/d"));
    assertThat(event.get("body")).isEqualTo("/wD+Cg==");
    assertThat(((Map<?, ?>) event.get("headers")).containsKey("transfer-encoding")).isFalse();
  }

  @Test
  void aBodyOfMoreThanTenMegabytesIs413() {
    HttpResponse<String> refused =
        send(
            authorized("/answer").POST(BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1])));

    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    assertThat(events).isEmpty();
  }

  @Test
  void aBodyThatIsTooLargeForLambdaOnceEncodedIs413() {
    byte[] body = new byte[5 * 1024 * 1024];

    assertThat(send(authorized("/answer").POST(BodyPublishers.ofByteArray(body))).statusCode())
        .isEqualTo(413);
    assertThat(
            send(authorized("/answer")
                    .header("Content-Type", "text/plain")
                    .POST(BodyPublishers.ofString("a".repeat(5 * 1024 * 1024))))
                .statusCode())
        .as("text is not encoded")
        .isEqualTo(200);
  }

  @Test
  void headersOfMoreThanTenKilobytesAre431() {
    assertThat(send(authorized("/answer").header("X-Large", "a".repeat(10_240))).statusCode())
        .isEqualTo(431);
    assertThat(send(authorized("/answer").header("X-Large", "a".repeat(70_000))).statusCode())
        .isEqualTo(431);
    assertThat(send(authorized("/answer?q=" + "a".repeat(10_240))).statusCode()).isEqualTo(431);
    assertThat(send(authorized("/answer").header("X-Large", "a".repeat(9_000))).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a/../b | /a/../b",
        "/a//b | /a//b",
        "/a;x=1/b | /a;x=1/b",
        "/a%3Fb | /a",
        "/a%25b | /a%b",
        "/%ff | /\ufffd"
      })
  void aPathReachesTheFunctionAsTheGatewayDecodesIt(String sent, String received)
      throws IOException {
    assertThat(raw("GET " + sent + " HTTP/1.1\r\nHost: h\r\nAuthorization: t\r\n"))
        .startsWith("HTTP/1.1 200");

    assertThat(events.element().get("rawPath")).isEqualTo(received);
  }

  @ParameterizedTest
  @CsvSource({"/a%zzb", "/a%00b"})
  void aPathThatIsNoneIs400(String sent) throws IOException {
    assertThat(raw("GET " + sent + " HTTP/1.1\r\nHost: h\r\nAuthorization: t\r\n"))
        .startsWith("HTTP/1.1 400")
        .endsWith("{\"message\":\"Bad Request\"}");
  }

  @Test
  void headersAreJoinedAndCookiesTakenOut() throws IOException {
    raw(
        "GET / HTTP/1.1\r\nHost: h\r\nAuthorization: t\r\nX-A: 1\r\nx-a: 2\r\nCookie: a=1; b=2\r\n");

    Map<?, ?> headers = (Map<?, ?>) events.element().get("headers");
    assertThat(headers.get("x-a")).isEqualTo("1,2");
    assertThat(headers.get("cookie")).isNull();
    assertThat(events.element().get("cookies")).isEqualTo(List.of("a=1", "b=2"));
  }

  @Test
  void twoCredentialsAreOneThatNobodyKnows() throws IOException {
    raw("GET / HTTP/1.1\r\nHost: h\r\nAuthorization: one\r\nAuthorization: two\r\n");

    assertThat(asked.element().get("identitySource")).isEqualTo(List.of("one,two"));
  }

  @Test
  void nonsenseIsRefusedInTheGatewaysShape() throws IOException {
    assertThat(raw("NONSENSE\r\n"))
        .startsWith("HTTP/1.1 400")
        .endsWith("{\"message\":\"Bad Request\"}");
  }

  @Test
  void theLogHoldsNoSecret() {
    send(
        request("/files/private?token=hidden")
            .header("Authorization", "Bearer hidden")
            .PUT(BodyPublishers.ofString("hidden")));

    assertThat(log).hasSize(1);
    assertThat(log.element())
        .startsWith("gateway 200 PUT /files/{path+} ")
        .contains("tenant=acme", " in=6 out=")
        .doesNotContain("hidden")
        .doesNotContain("private");
  }

  @Test
  void nobodyElseCanReachIt() {
    assertThat(gateway.uri().getHost()).isEqualTo("127.0.0.1");
  }

  private RequestStreamHandler authorizer() {
    return (event, out, _) -> {
      asked.add((Map<?, ?>) Json.read(event.readAllBytes()));
      if (verdict.equals("throw")) {
        throw new IllegalStateException("broken");
      }
      out.write(verdict.getBytes(StandardCharsets.UTF_8));
    };
  }

  private RequestStreamHandler echo() {
    return (event, out, _) -> {
      events.add((Map<?, ?>) Json.read(event.readAllBytes()));
      out.write(answer);
    };
  }

  private Map<?, ?> context() {
    return (Map<?, ?>) events.element().get("requestContext");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.uri() + path));
  }

  private HttpRequest.Builder authorized(String path) {
    return request(path).header("Authorization", "Bearer token");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What no HTTP client would send. */
  private String raw(String head) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static LambdaFunction function(String id) {
    return new LambdaFunction(id, id, id, Duration.ofSeconds(29), 512, id, Map.of());
  }
}
