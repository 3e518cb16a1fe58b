package dev.bulkhead.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.http.Json;
import dev.bulkhead.local.gateway.RouteTable.Match;
import dev.bulkhead.local.template.ApiRoute;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventWriterTest {
  private static final Match MATCH =
      new Match(new ApiRoute("POST /my/{name}", "Function", true), Map.of("name", "path"));

  /** The example of API Gateway's developer guide, with values of ours. */
  @Test
  void theFunctionsEventIsThatOfFormatTwo() throws IOException {
    byte[] event =
        EventWriter.forFunction(
            request("application/json", "{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8)),
            MATCH,
            Map.of("tenant", "acme"));

    assertThat(Json.read(event))
        .isEqualTo(
            Json.read(
                """
                {
                  "version": "2.0",
                  "routeKey": "POST /my/{name}",
                  "rawPath": "/my/path",
                  "rawQueryString": "p=v1&p=v%202&q=v+3&r",
                  "cookies": ["cookie1", "cookie2"],
                  "headers": {
                    "content-type": "application/json",
                    "host": "api.example.org:5000",
                    "user-agent": "agent",
                    "x-forwarded-for": "127.0.0.1"
                  },
                  "queryStringParameters": {"p": "v1,v 2", "q": "v 3", "r": ""},
                  "pathParameters": {"name": "path"},
                  "requestContext": {
                    "accountId": "000000000000",
                    "apiId": "local",
                    "authorizer": {"lambda": {"tenant": "acme"}},
                    "domainName": "api.example.org",
                    "domainPrefix": "api",
                    "http": {
                      "method": "POST",
                      "path": "/my/path",
                      "protocol": "HTTP/1.1",
                      "sourceIp": "127.0.0.1",
                      "userAgent": "agent"
                    },
                    "requestId": "id",
                    "routeKey": "POST /my/{name}",
                    "stage": "$default",
                    "time": "12/Mar/2020:19:03:58 +0000",
                    "timeEpoch": 1584039838000
                  },
                  "body": "{\\"a\\":\\"ü\\"}",
                  "isBase64Encoded": false
                }
                """
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theAuthorizersEventHasTheCredentialAndNoBody() throws IOException {
    byte[] event =
        EventWriter.forAuthorizer(
            request("application/json", new byte[] {1}), MATCH, "Bearer secret");

    Map<?, ?> fields = (Map<?, ?>) Json.read(event);
    assertThat(fields.get("type")).isEqualTo("REQUEST");
    assertThat(fields.get("identitySource")).isEqualTo(List.of("Bearer secret"));
    assertThat(fields.get("routeArn"))
        .isEqualTo("arn:aws:execute-api:us-east-1:000000000000:local/$default/POST/my/path");
    assertThat(fields.containsKey("body")).isFalse();
    assertThat(((Map<?, ?>) fields.get("requestContext")).containsKey("authorizer")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | false",
        "application/json; charset=utf-8 | false",
        "Text/Plain | false",
        "application/xml | false",
        "application/javascript | false",
        "application/x-www-form-urlencoded | true",
        "application/octet-stream | true",
        "image/png | true",
        "'' | true"
      })
  void aBodyIsBase64UnlessItsTypeIsText(String type, boolean base64) throws IOException {
    byte[] event = EventWriter.forFunction(request(type, new byte[] {'h', 'i'}), MATCH, Map.of());

    Map<?, ?> fields = (Map<?, ?>) Json.read(event);
    assertThat(fields.get("isBase64Encoded")).isEqualTo(base64);
    assertThat(fields.get("body")).isEqualTo(base64 ? "aGk=" : "hi");
  }

  @Test
  void whatIsEmptyIsLeftOut() throws IOException {
    var bare =
        new GatewayRequest(
            "id",
            Instant.EPOCH,
            "GET",
            "/health",
            "",
            "HTTP/1.1",
            Map.of(),
            List.of(),
            new byte[0]);
    var match = new Match(new ApiRoute("GET /health", "Function", false), Map.of());

    Map<?, ?> fields = (Map<?, ?>) Json.read(EventWriter.forFunction(bare, match, Map.of()));

    assertThat(fields.keySet().stream().map(Object::toString))
        .doesNotContain("cookies", "queryStringParameters", "pathParameters", "body");
    assertThat(((Map<?, ?>) fields.get("requestContext")).containsKey("authorizer")).isFalse();
  }

  private static GatewayRequest request(String contentType, byte[] body) {
    return new GatewayRequest(
        "id",
        Instant.parse("2020-03-12T19:03:58Z"),
        "POST",
        "/my/path",
        "p=v1&p=v%202&q=v+3&r",
        "HTTP/1.1",
        Map.of(
            "content-type", contentType,
            "host", "api.example.org:5000",
            "user-agent", "agent",
            "x-forwarded-for", "127.0.0.1"),
        List.of("cookie1", "cookie2"),
        body);
  }
}
