package dev.bulkhead.attacks;

import static dev.bulkhead.attacks.Ask.get;
import static dev.bulkhead.attacks.Ask.post;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client of MLflow's sends: refused in its shape, and never by a 5xx. */
final class MalformedRequestsTest extends Besieged {
  private static final String CREATE = "mlflow/experiments/create";

  static Stream<Ask> bodies() throws IOException {
    String json = "{\"name\":\"malformed\"}";
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(json.getBytes(UTF_8));
    }
    return Stream.of(
        post(CREATE, ""),
        post(CREATE, "null"),
        post(CREATE, "[]"),
        post(CREATE, "5"),
        post(CREATE, "\"name\""),
        post(CREATE, "{'name':'x'}"),
        post(CREATE, json + json),
        post(CREATE, json + " trailing"),
        post(CREATE, "\ufeff" + json),
        post(CREATE, json.substring(0, 10)),
        post(CREATE, "[".repeat(100_000)),
        post(CREATE, "{\"name\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
        post(CREATE, "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)),
        post(CREATE, "{\"" + "k".repeat(1_000_000) + "\":1}"),
        post(CREATE, "{\"name\":" + "9".repeat(500_000) + "}"),
        post(CREATE, "{\"name\":1e999999999}"),
        post(CREATE, "{\"name\":\"\\ud800\"}"),
        post(CREATE, "{\"name\":\"" + "x".repeat(1_000_000) + "\"}"),
        post(CREATE, "{\"name\":{\"name\":\"x\"}}"),
        post(CREATE, "{\"name\":[\"x\"]}"),
        post(CREATE, "{\"name\":true}"),
        post(CREATE, "{\"name\":\"a\",\"tags\":{\"key\":\"k\"}}"),
        post(CREATE, "{\"name\":\"a\",\"tags\":[1]}"),
        post(CREATE, "{\"name\":\"a\",\"tags\":[{\"key\":\"../x\",\"value\":1}]}"),
        post(CREATE, "").bytes(json.getBytes(UTF_16)),
        post(CREATE, "").bytes(zipped.toByteArray()),
        post(CREATE, "").header("Content-Encoding: gzip").bytes(zipped.toByteArray()),
        post(CREATE, "").bytes(new byte[] {(byte) 0xff, (byte) 0xfe, 0}),
        Ask.of("POST", "/api/2.0/" + CREATE).bytes(json.getBytes(UTF_8)),
        typed("text/plain", json),
        typed("application/x-www-form-urlencoded", "name=x"),
        typed("multipart/form-data; boundary=x", "--x\r\n\r\n" + json + "\r\n--x--"),
        typed(
            "application/xml",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"),
        typed("application/json, text/plain", json),
        typed("application/jsonx", json));
  }

  private static Ask typed(String type, String body) {
    return Ask.of("POST", "/api/2.0/" + CREATE)
        .header("Content-Type: " + type)
        .bytes(body.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aBodyThatIsNoMessageIsRefused(Ask ask) {
    assertThat(assertRefusedByUs(ask).status()).isEqualTo(400);
  }

  @Test
  void aBodyBeyondWhatAFunctionTakesIsRefused() {
    assertThat(assertRefused(post(CREATE, "{\"name\":\"" + "x".repeat(7_000_000) + "\"}")).status())
        .isEqualTo(413);
  }

  static Stream<Ask> strayRoutes() {
    return Stream.of(
        get("mlflow/nothing"),
        get("mlflow/runs/create"),
        post("mlflow/runs/get", "{}"),
        Ask.of("GET", "/"),
        Ask.of("GET", "/api"),
        Ask.of("GET", "//api/2.0/mlflow/experiments/get?experiment_id=0"),
        Ask.of("GET", "/api//2.0/mlflow/experiments/get?experiment_id=0"),
        Ask.of("GET", "/api/2.0/mlflow/experiments/get/?experiment_id=0"),
        Ask.of("GET", "/api/2.0/mlflow/experiments/get;x=y?experiment_id=0"),
        Ask.of("GET", "/api;x/2.0/mlflow/experiments/get?experiment_id=0"),
        Ask.of("GET", "/API/2.0/mlflow/experiments/get?experiment_id=0"),
        Ask.of("GET", "/evil/2.0/mlflow/experiments/get?experiment_id=0"),
        Ask.of("GET", "/api/2.0/mlflow/../mlflow/experiments/get?experiment_id=0"),
        Ask.of("GET", "/api/2.0/mlflow/./experiments/get?experiment_id=0"),
        Ask.of("GET", "/health/../api/2.0/bulkhead/tokens"),
        Ask.of("GET", "/api/2.0/mlflow/%2e%2e/%2e%2e/2.0/bulkhead/tokens"),
        Ask.of("GET", "/health%2f..%2fapi/2.0/bulkhead/tokens"),
        Ask.of("GET", "/api/2.0/mlflow/experiments%00/get"),
        Ask.of("GET", "/api/2.0/mlflow/experiments%0d%0aX-A:%20b/get"),
        Ask.of("GET", "/api/2.0/mlflow/%1b%5b31m"),
        Ask.of("GET", "/api/2.0/mlflow/%ff%fe"),
        Ask.of("GET", "/" + "a/".repeat(4000)),
        Ask.of("GET", "/api/3.0/mlflow/experiments/get?experiment_id=0"),
        Ask.of("GET", "/{api}/2.0/mlflow/experiments/get?experiment_id=0"),
        Ask.of("GET", "/$default"),
        Ask.of("HEAD", "/nothing").header("X: y"),
        Ask.of("DELETE", "/health"),
        Ask.of("PATCH", "/api/2.0/mlflow/experiments/create"),
        Ask.of("OPTIONS", "/api/2.0/mlflow/experiments/create"),
        Ask.of("TRACE", "/api/2.0/mlflow/experiments/create"),
        Ask.of("PROPFIND", "/api/2.0/mlflow/experiments/create"),
        Ask.of("DEBUG", "/api/2.0/mlflow/experiments/create"),
        Ask.of("get", "/api/2.0/mlflow/experiments/get?experiment_id=0"),
        Ask.of("G%45T", "/api/2.0/mlflow/experiments/get?experiment_id=0"));
  }

  @ParameterizedTest
  @MethodSource("strayRoutes")
  void aRouteThatIsNoneIsNotFoundInMlflowsShape(Ask ask) {
    Answer answer = assertRefused(ask);

    if (!ask.method().equals("HEAD") && answer.status() != 400) {
      assertThat(answer.field("error_code")).as("%s", answer).isEqualTo("ENDPOINT_NOT_FOUND");
    }
  }

  /** What is answered 400 may be the gateway's own refusal; nothing of it reaches a function. */
  static Stream<Ask> smuggled() {
    Ask ask = post(CREATE, "{\"name\":\"smuggled\"}");
    return Stream.of(
        ask.header("Content-Length: 5").header("Content-Length: 19"),
        ask.header("Content-Length: 19").header("Transfer-Encoding: chunked"),
        ask.header("Transfer-Encoding: chunked, identity"),
        ask.header("Transfer-Encoding: xchunked"),
        ask.header("Content-Length: -1"),
        ask.header("Content-Length: 1e1"),
        ask.header("Content-Length: 99999999999999999999"),
        ask.header("Content-Length : 19"),
        ask.header("X-A: b\rX-C: d").header("Content-Length: 5"),
        ask.header("Transfer-Encoding: chunked").bytes("ZZ\r\n{}\r\n0\r\n\r\n".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("smuggled")
  void aLengthThatCannotBeTrustedIsRefused(Ask ask) {
    assertRefused(ask);
  }

  @Test
  void manyQueryParametersAreBounded() {
    String parameters =
        IntStream.range(0, 1000).mapToObj(i -> "k" + i + "=").collect(Collectors.joining("&"));
    String more =
        IntStream.range(0, 10_000).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining("&"));

    assertThat(
            siege
                .send("acme", get("mlflow/experiments/get?experiment_id=0&" + parameters))
                .status())
        .isEqualTo(200);
    assertThat(assertRefused(get("mlflow/experiments/get?experiment_id=0&" + more)).status())
        .isEqualTo(431);
  }

  static Stream<Ask> batches() {
    return Stream.of(
        batch("'metrics':[%s]", "{'key':'m','value':1,'timestamp':1}", 1001),
        batch("'params':[%s]", "{'key':'p%d','value':'v'}", 101),
        batch("'tags':[%s]", "{'key':'t%d','value':'v'}", 101),
        batch("'params':[%s]", "{'key':'same','value':'%d'}", 2),
        batch("'metrics':[%s]", "{'key':'m','value':1e400,'timestamp':1}", 1),
        batch("'metrics':[%s]", "{'key':'m','value':-1e400,'timestamp':1}", 1),
        batch("'metrics':[%s]", "{'key':'m','value':1,'timestamp':-1}", 1),
        batch(
            "'metrics':[%s]", "{'key':'m','value':1,'timestamp':1,'step':9223372036854775808}", 1),
        batch("'metrics':[%s]", "{'key':'m','value':1,'timestamp':9223372036854775808}", 1),
        batch("'metrics':[%s]", "{'key':'m','value':'x','timestamp':1}", 1),
        batch("'metrics':[%s]", "{'key':'../m','value':1,'timestamp':1}", 1),
        batch("'metrics':[%s]", "{'key':'','value':1,'timestamp':1}", 1),
        batch("'metrics':[%s]", "{'key':'a\\u0000b','value':1,'timestamp':1}", 1),
        batch("'metrics':[%s]", "{'key':'\\u202e','value':1,'timestamp':1}", 1),
        batch("'params':[%s]", "{'key':'k#T#acme2#','value':'v'}", 1),
        batch("'params':[%s]", "{'value':'v'}", 1),
        batch("'tags':[%s]", "{'key':'" + "k".repeat(251) + "','value':'v'}", 1),
        batch("'metrics':%s", "'x'", 1),
        batch("'metrics':%s", "{'key':'m'}", 1));
  }

  private static Ask batch(String field, String item, int times) {
    String items =
        IntStream.range(0, times)
            .mapToObj(i -> item.replace("%d", Integer.toString(i)))
            .collect(Collectors.joining(","));
    String body = "{'run_id':'%s'," + field + "}";
    return post("mlflow/runs/log-batch", body.formatted("{run}", items).replace('\'', '"'));
  }

  @ParameterizedTest
  @MethodSource("batches")
  void aBatchThatIsNoneIsRefusedAsAWhole(Ask ask) {
    String body = new String(ask.body(), UTF_8).replace("{run}", acme().run());

    assertThat(assertRefusedByUs(ask.bytes(body.getBytes(UTF_8))).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "\"NaN\"", "Infinity", "\"-Infinity\"", "-0.0", "5e-324", "\"1\""})
  void anUnusualNumberIsTakenOrRefusedAndNeverAnError(String value) {
    for (long step : List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE)) {
      Answer answer =
          siege.send(
              "acme",
              post(
                  "mlflow/runs/log-metric",
                  """
                  {"run_id":"%s","key":"n","value":%s,"timestamp":%d,"step":%d}\
                  """
                      .formatted(acme().run(), value, Long.MAX_VALUE, step)));
      assertThat(answer.status()).as(answer.body()).isIn(200, 400);
    }
    Answer history =
        siege.send(
            "acme", get("mlflow/metrics/get-history?run_id=" + acme().run() + "&metric_key=n"));
    assertThat(history.status()).as(history.body()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\u202egnp.exe",
        "\\u200b",
        "\\ufeffx",
        "\\u0000",
        "a\\r\\nb",
        "\\u001b[31mred",
        "\\ud83d\\ude00",
        "T#acme2#E",
        "../../x",
        "${jndi:ldap://x}",
        "{{7*7}}",
        "<script>alert(1)</script>",
        "' OR '1'='1",
        "%s%n%d",
        "e\\u0301",
        "\\u00e9"
      })
  void aStrangeNameIsKeptAsItIsOrRefused(String name) {
    Answer created =
        siege.send(
            "acme",
            post(
                CREATE, "{\"name\":\"%s\"}".formatted(name.replace("%", "%%")).replace("%%", "%")));

    assertThat(created.status()).as(created.body()).isIn(200, 400);
    if (created.status() == 200) {
      Answer found =
          siege.send(
              "acme",
              get("mlflow/experiments/get?experiment_id=" + created.field("experiment_id")));
      assertThat(found.status()).isEqualTo(200);
      assertThat(found.headers().get("content-type")).isEqualTo("application/json");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "text/html; charset=utf-8\\u00e9",
        "x",
        "a/b; c=\"d\"",
        "caf\u00e9/x",
        "  ",
        "application/octet-stream, text/html",
        "a\tb"
      })
  void anyContentTypeOfAnUploadIsTakenOrRefused(String type) {
    Answer answer =
        siege.send(
            "acme",
            Ask.of("PUT", "/api/2.0/mlflow-artifacts/artifacts/types/x")
                .header("Content-Type: " + type)
                .bytes("x".getBytes(UTF_8)));

    assertThat(answer.status()).as(answer.body()).isIn(200, 400);
    siege.awaitEvents();
  }
}
