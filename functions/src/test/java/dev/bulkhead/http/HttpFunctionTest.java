package dev.bulkhead.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.domain.AlreadyExists;
import dev.bulkhead.domain.BadRequest;
import dev.bulkhead.domain.EndpointNotFound;
import dev.bulkhead.domain.Forbidden;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.domain.NotFound;
import dev.bulkhead.domain.PayloadTooLarge;
import dev.bulkhead.domain.Throttled;
import dev.bulkhead.domain.TrackingException;
import dev.bulkhead.domain.Unavailable;
import dev.bulkhead.fakes.Answer;
import dev.bulkhead.fakes.Client;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFunctionTest {
  private static final String READ = "POST /{api}/2.0/mlflow/things/read";

  private static final class ThingsFunction extends HttpFunction {
    ThingsFunction(Operation operation) {
      super(
          Routes.of(
              Route.read(READ, operation),
              Route.write("POST /{api}/2.0/mlflow/things/write", operation)));
    }
  }

  private static Client client(Operation operation) {
    return new Client(new ThingsFunction(operation));
  }

  private static Client reader() {
    return client(
        call -> {
          String name = call.fields().requiredString("name");
          return Reply.json(out -> out.writeStringField("name", name));
        });
  }

  private static Client optionalReader() {
    return client(
        call -> {
          String name = call.fields().string("name").orElse("");
          return Reply.json(out -> out.writeStringField("name", name));
        });
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new AlreadyExists("m"), 400, "RESOURCE_ALREADY_EXISTS"),
        Arguments.of(new BadRequest("m"), 400, "BAD_REQUEST"),
        Arguments.of(new EndpointNotFound("m"), 404, "ENDPOINT_NOT_FOUND"),
        Arguments.of(new Forbidden("m"), 403, "PERMISSION_DENIED"),
        Arguments.of(new InvalidParameter("m"), 400, "INVALID_PARAMETER_VALUE"),
        Arguments.of(new NotFound("m"), 404, "RESOURCE_DOES_NOT_EXIST"),
        Arguments.of(new PayloadTooLarge("m"), 413, "PAYLOAD_TOO_LARGE"),
        Arguments.of(new Throttled("m"), 429, "REQUEST_LIMIT_EXCEEDED"),
        Arguments.of(new Unavailable("m"), 503, "TEMPORARILY_UNAVAILABLE"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void givesEachFailureItsStatusAndCode(TrackingException failure, int status, String code) {
    Client client =
        client(
            _ -> {
              throw failure;
            });

    Answer answer = client.post("things/read", "{}");

    assertThat(answer.error()).isEqualTo(status + " " + code + ": m");
    assertThat(answer.headers().get("content-type")).isEqualTo("application/json");
    assertThat(answer.headers().containsKey("retry-after"))
        .isEqualTo(status == 429 || status == 503);
  }

  @Test
  void saysNothingOfABugButTheRequestAndLogsItsStack() {
    Client client =
        client(
            _ -> {
              throw new IllegalStateException("secret\n\u001b[31m\"quoted\"");
            });

    Answer answer = client.post("things/read", "{}");

    assertThat(answer.error())
        .isEqualTo("500 INTERNAL_ERROR: Internal error, request id request-1");
    assertThat(client.context().lines()).hasSize(1);
    String line = client.context().lines().getFirst().strip();
    assertThat(line)
        .doesNotContain("\n", "\u001b")
        .contains("\"level\":\"ERROR\"", "\"request_id\":\"request-1\"", "\"tenant\":\"acme\"")
        .contains("IllegalStateException", "\\u001B", "\\\"quoted\\\"");
  }

  @Test
  void logsARefusalInOneLineWithoutWhatWasSent() {
    Client client = reader().header("authorization", "Bearer bh_acme_secret");

    client.post("things/read", "{\"password\": \"hunter2\"}");

    assertThat(client.context().lines())
        .singleElement()
        .asString()
        .contains(
            "\"outcome\":\"refused\",\"status\":400,\"error_code\":\"INVALID_PARAMETER_VALUE\"")
        .doesNotContain("hunter2", "bh_acme", "failure");
  }

  @Test
  void letsViewersReadAndNothingElse() {
    Client viewer = optionalReader().role("viewer");

    assertThat(viewer.post("things/read", "{}").status()).isEqualTo(200);
    assertThat(viewer.post("things/write", "{}").error())
        .isEqualTo("403 PERMISSION_DENIED: Permission denied: a viewer cannot change anything.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "acme", " acme "})
  void aCallMayNameItsOwnWorkspaceOrNone(String workspace) {
    Client client = optionalReader().header("x-mlflow-workspace", workspace);

    assertThat(client.post("things/read", "{}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme2", "never-was", "default", "ACME", "../acme", "acme,acme2"})
  void anotherWorkspaceIsAsOneThatNeverWasAndNothingIsRead(String workspace) {
    Client client =
        client(
                _ -> {
                  throw new AssertionError("The operation was asked");
                })
            .header("x-mlflow-workspace", workspace);

    assertThat(client.post("things/read", "{}").error())
        .isEqualTo("404 RESOURCE_DOES_NOT_EXIST: Workspace '" + workspace + "' not found");
  }

  private static Client guest() {
    return client(
            call ->
                Reply.json(
                    out -> {
                      out.writeStringField("who", String.valueOf(call.caller()));
                      out.writeStringField("access", call.access().tag());
                    }))
        .guest("acme2=viewer,zeta=editor");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | things/write | acme, role=EDITOR | write",
        "acme | things/write | acme, role=EDITOR | write",
        "zeta | things/write | zeta, role=EDITOR | write",
        " zeta | things/read | zeta, role=EDITOR | read",
        "acme2 | things/read | acme2, role=VIEWER | read"
      })
  void aGuestCallsInTheWorkspaceThatItNames(
      @Nullable String workspace, String path, String who, String access) {
    Client client = guest();
    if (workspace != null) {
      client.header("x-mlflow-workspace", workspace);
    }

    Answer answer = client.post(path, "{}");

    assertThat(answer.json().get("who"))
        .isEqualTo("Caller[tenant=" + who.replace(", ", ", principal=ana, ") + "]");
    assertThat(answer.json().get("access")).isEqualTo(access);
  }

  @Test
  void aGuestWhoViewsChangesNothingThoughItEditsAtHome() {
    assertThat(guest().header("x-mlflow-workspace", "acme2").post("things/write", "{}").error())
        .isEqualTo("403 PERMISSION_DENIED: Permission denied: a viewer cannot change anything.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme3",
        "default",
        "ACME2",
        "acme2,acme2",
        "acme,acme2",
        "acme2=viewer",
        "acme2=viewer,zeta",
        "acme2=editor",
        "=",
        "viewer",
        "T#acme2",
        "acme2#",
        "acme2/..",
        "\u0430cme2"
      })
  void aGuestIsNobodyElsewhere(String workspace) {
    assertThat(guest().header("x-mlflow-workspace", workspace).post("things/read", "{}").error())
        .isEqualTo("404 RESOURCE_DOES_NOT_EXIST: Workspace '" + workspace + "' not found");
  }

  @Test
  void aGuestsRecordNamesTheTenantThatTheCallWasMadeIn() {
    Client client = guest().role("admin").header("x-mlflow-workspace", "acme2");

    client.post("things/read", "{}");
    client.header("x-mlflow-workspace", "acme3").post("things/read", "{}");

    assertThat(client.context().lines().getFirst())
        .contains(
            "\"home\":\"acme\",\"principal\":\"ana\",\"role\":\"viewer\",\"tenant\":\"acme2\"")
        .contains("\"workspace\":\"acme2\"");
    assertThat(client.context().lines().getLast())
        .contains("\"role\":\"admin\",\"tenant\":\"acme\"", "\"workspace\":\"acme3\"")
        .doesNotContain("home");
  }

  /** What no authorizer of ours wrote lets nobody in. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme2",
        "acme2=",
        "acme2=owner",
        "acme2=admin",
        "acme2=VIEWER",
        "=viewer",
        "acme=viewer",
        ",",
        "acme2=viewer,",
        "acme2=viewer=editor",
        "*=viewer"
      })
  void aGuestListThatIsNoneIsABug(String roles) {
    Answer answer = guest().guest(roles).post("things/read", "{}");

    assertThat(answer.error()).startsWith("500 INTERNAL_ERROR");
  }

  @Test
  void answersAnUnknownRouteInMlflowsShape() {
    assertThat(reader().post("things/steal", "{}").error())
        .isEqualTo("404 ENDPOINT_NOT_FOUND: Not found: /api/2.0/mlflow/things/steal");
  }

  @Test
  void answersAnUnknownPrefixAsAnUnknownRoute() {
    Client client = optionalReader();
    String event =
        "{\"routeKey\":\""
            + READ
            + "\",\"rawPath\":\"/evil/2.0\",\"pathParameters\":{\"api\":\"evil\"}}";

    Answer answer = client.send(event.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.error()).isEqualTo("404 ENDPOINT_NOT_FOUND: Not found: /evil/2.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "text/plain",
        "Application/JSON",
        "application/json ;x"
      })
  void refusesOtherContentTypes(String type) {
    assertThat(reader().header("content-type", type).post("things/read", "{}").error())
        .isEqualTo(
            "400 INVALID_PARAMETER_VALUE: Bad Request. Content-Type must be one of"
                + " ['application/json'].");
  }

  @Test
  void refusesABodyWithoutContentType() {
    assertThat(reader().header("content-type", "").post("things/read", "{}").error())
        .isEqualTo("400 INVALID_PARAMETER_VALUE: Bad Request. Content-Type header is missing.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\"}",
        " {\"name\":\"b\",\"name\":\"a\"} ",
        "{\"name\":\"a\",\"unknown\":[{}]}",
        "\"{\\\"name\\\": \\\"a\\\"}\""
      })
  void readsWhatMlflowReads(String body) {
    Client client = reader().header("content-type", "application/json; charset=utf-8");

    assertThat(client.post("things/read", body).body()).isEqualTo("{\"name\":\"a\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null"})
  void takesAnEmptyBodyForAnEmptyMessage(String body) {
    assertThat(optionalReader().post("things/read", body).body()).isEqualTo("{\"name\":\"\"}");
  }

  static Stream<String> attacks() {
    return Stream.of(
        "not json",
        "[]",
        "5",
        "\"text\"",
        "{\"name\":\"a\"} x",
        "{\"name\":\"a\"}{}",
        "{\"name\":\"a\"",
        "{'name':'a'}",
        "\ufeff{\"name\":\"a\"}",
        "{\"name\":\"a\",\"n\":" + "1".repeat(100_000) + "}",
        "{\"name\":\"a\",\"" + "k".repeat(1_000_000) + "\":1}",
        "{\"name\":\"a\",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
        "{\"a\":".repeat(100_000),
        "[".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void refusesBodiesThatAreNoMessage(String body) {
    assertThat(reader().post("things/read", body).error())
        .isEqualTo(
            "400 INVALID_PARAMETER_VALUE: Missing value for required parameter 'name'. See the API"
                + " docs for more information about request parameters.");
    assertThat(optionalReader().post("things/read", body).error())
        .isEqualTo("400 BAD_REQUEST: The request body is not a JSON object.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1"})
  void refusesOtherCharsets(String charset) {
    byte[] body = "{\"name\":\"é\"}".getBytes(java.nio.charset.Charset.forName(charset));

    assertThat(optionalReader().postBytes("things/read", body).status()).isEqualTo(400);
  }

  @Test
  void refusesACompressedBody() {
    byte[] body = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    assertThat(optionalReader().postBytes("things/read", body).status()).isEqualTo(400);
  }

  @Test
  void neverParsesABodyThatNobodyAsksFor() {
    Client client = client(_ -> Reply.empty());

    assertThat(client.post("things/read", "\u0000not json").body()).isEqualTo("{}");
  }

  @Test
  void readsTheParametersOfAGetFromTheRawQuery() {
    Client client =
        new Client(
            new HttpFunction(
                Routes.of(
                    Route.read(
                        "GET /{api}/2.0/mlflow/things/list",
                        call ->
                            Reply.text(String.join("|", call.fields().strings("order_by")))))) {});

    assertThat(client.get("things/list?order_by=a%2Cb&x=1&order_by=c+d%2525").body())
        .isEqualTo("a,b|c d%25");
    assertThat(client.get("things/list?order_by=%zz").error())
        .isEqualTo("400 BAD_REQUEST: The query string is not percent-encoded.");
  }

  @Test
  void compressesALongAnswerForThoseWhoTakeIt() {
    String text = "abc".repeat(10_000);
    Client client = client(_ -> Reply.text(text));

    Answer plain = client.post("things/read", "{}");
    Answer refused = client.header("accept-encoding", "gzip;q=0, br").post("things/read", "{}");
    Answer small = client.header("accept-encoding", "br, gzip").post("things/read", "{}");

    assertThat(plain.body()).isEqualTo(text);
    assertThat(refused.headers().containsKey("content-encoding")).isFalse();
    assertThat(small.body()).isEqualTo(text);
    assertThat(small.headers().get("content-encoding")).isEqualTo("gzip");
    assertThat(small.size()).isLessThan(plain.size() / 10);
  }

  @Test
  void answersAnErrorInPlaceOfWhatLambdaWouldNotHandOver() {
    var random = new Random(7);
    var text = new StringBuilder();
    random.ints(7_000_000, 'a', 'z').forEach(c -> text.append((char) c));
    Client client = client(_ -> Reply.text(text.toString()));

    Answer answer = client.post("things/read", "{}");

    assertThat(answer.error())
        .isEqualTo(
            "413 PAYLOAD_TOO_LARGE: The answer is longer than a function can give: 6 MB. Ask for"
                + " less.");
  }

  @Test
  void bindsPageTokensToTenantAndQueryWithoutAmbiguity() {
    Client client = client(call -> Reply.text(call.binding("a", call.fields().strings("ids"))));

    String binding = client.post("things/read", "{\"ids\": [\"1\", \"2\"]}").body();

    assertThat(binding).isEqualTo("[\"acme\",[\"a\",[\"1\",\"2\"]]]");
    assertThat(client.post("things/read", "{\"ids\": [\"1\\\",\\\"2\"]}").body())
        .isNotEqualTo(binding);
    assertThat(client.tenant("acme2").post("things/read", "{\"ids\": [\"1\", \"2\"]}").body())
        .isNotEqualTo(binding);
  }

  @Test
  void readsVariablesOfThePath() {
    Client client =
        new Client(
            new HttpFunction(
                Routes.of(
                    Route.read(
                        "GET /{api}/2.0/mlflow/things/{id}",
                        call -> Reply.text(call.path("id"))))) {});

    assertThat(client.call("GET", "things/{id}", "", Map.of("id", "x"), "").body()).isEqualTo("x");
  }
}
