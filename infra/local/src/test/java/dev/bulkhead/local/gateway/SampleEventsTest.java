package dev.bulkhead.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.http.Json;
import dev.bulkhead.local.gateway.RouteTable.Match;
import dev.bulkhead.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample events are what the gateway makes of such a request. */
class SampleEventsTest {
  private static final Path ROOT = Path.of(System.getProperty("bulkhead.root", "../.."));
  private static final RouteTable ROUTES =
      new RouteTable(Template.load(ROOT.resolve("template.yaml")).routes());

  @ParameterizedTest
  @MethodSource("events")
  void anEventHasTheRouteAndVariablesOfItsPath(Path file) throws IOException {
    Map<?, ?> event = (Map<?, ?>) Json.read(Files.readAllBytes(file));
    Map<?, ?> http = (Map<?, ?>) ((Map<?, ?>) event.get("requestContext")).get("http");

    Match match =
        ROUTES.find(http.get("method").toString(), event.get("rawPath").toString()).orElseThrow();

    assertThat(match.route().key()).isEqualTo(event.get("routeKey"));
    assertThat(match.pathParameters())
        .isEqualTo(Optional.<Object>ofNullable(event.get("pathParameters")).orElse(Map.of()));
    assertThat(http.get("path")).isEqualTo(event.get("rawPath"));
  }

  private static List<Path> events() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("events"))) {
      return files.filter(SampleEventsTest::hasRoute).sorted().toList();
    }
  }

  private static boolean hasRoute(Path file) {
    try {
      return Files.readString(file).contains("\"routeKey\"");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
