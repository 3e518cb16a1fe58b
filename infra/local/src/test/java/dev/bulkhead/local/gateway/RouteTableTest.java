package dev.bulkhead.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.local.gateway.RouteTable.Match;
import dev.bulkhead.local.template.ApiRoute;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
  private static final RouteTable TABLE =
      new RouteTable(
          Stream.of(
                  "GET /{api}/artifacts/{path+}",
                  "GET /{api}/artifacts",
                  "PUT /{api}/artifacts/{path+}",
                  "POST /{api}/models/{model_id}",
                  "POST /{api}/models/search",
                  "DELETE /{api}/models/{model_id}/tags/{tag_key}",
                  "POST /{api}/mpu/{path+}",
                  "POST /{api}/mpu/create/{path+}",
                  "GET /health",
                  "$default")
              .map(key -> new ApiRoute(key, "Function", true))
              .toList());

  @ParameterizedTest
  @CsvSource({
    "GET, /health, GET /health",
    "POST, /health, $default",
    "GET, /health/, $default",
    "GET, //health, $default",
    "GET, /, $default",
    "GET, /api/artifacts, GET /{api}/artifacts",
    "GET, /api/artifacts/, $default",
    "GET, /api/artifacts/a/b.txt, GET /{api}/artifacts/{path+}",
    "GET, /api/artifacts//a, GET /{api}/artifacts/{path+}",
    "HEAD, /api/artifacts/a, $default",
    "PUT, /api/artifacts/a, PUT /{api}/artifacts/{path+}",
    "GET, //artifacts, $default",
    "POST, /api/models/search, POST /{api}/models/search",
    "POST, /api/models/m-1, POST /{api}/models/{model_id}",
    "DELETE, /api/models/m-1/tags/k, DELETE /{api}/models/{model_id}/tags/{tag_key}",
    "DELETE, /api/models/m-1/tags/a/b, $default",
    "POST, /api/mpu/create/x, POST /{api}/mpu/create/{path+}",
    "POST, /api/mpu/create, POST /{api}/mpu/{path+}"
  })
  void theMostSpecificRouteIsTaken(String method, String path, String key) {
    assertThat(TABLE.find(method, path).orElseThrow().route().key()).isEqualTo(key);
  }

  @Test
  void variablesHaveWhatStandsInThePath() {
    Match match = TABLE.find("GET", "/ajax-api/artifacts/1/run id/a/").orElseThrow();

    assertThat(match.pathParameters()).isEqualTo(Map.of("api", "ajax-api", "path", "1/run id/a/"));
  }

  @Test
  void withoutADefaultThereMayBeNoRoute() {
    var table = new RouteTable(List.of(new ApiRoute("GET /health", "Function", false)));

    assertThat(table.find("GET", "/elsewhere")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a%20b | /a b",
        "/a+b | /a+b",
        "/a%2Fb | /a/b",
        "/a%252Fb | /a%2Fb",
        "/a%3Fb | /a",
        "/%C3%BC | /ü",
        "/a%zz% | /a%zz%",
        "/a/../b | /a/../b",
        "'' | /"
      })
  void aPathIsDecodedOnceAndCutAtAQuestionMark(String sent, String received) {
    assertThat(RawPath.decode(sent)).isEqualTo(received);
  }
}
