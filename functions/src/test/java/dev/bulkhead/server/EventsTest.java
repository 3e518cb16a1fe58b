package dev.bulkhead.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.app.Environment;
import dev.bulkhead.experiments.ExperimentsFunction;
import dev.bulkhead.fakes.Answer;
import dev.bulkhead.fakes.Client;
import dev.bulkhead.fakes.FakeStores;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.Json;
import dev.bulkhead.models.ModelsFunction;
import dev.bulkhead.runs.RunsFunction;
import dev.bulkhead.searches.SearchFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** The sample events of the functions that serve tracking, sent through the functions. */
class EventsTest {
  private static final Path EVENTS =
      Path.of(System.getProperty("bulkhead.root", ".."), "events").normalize();

  private final FakeStores stores = new FakeStores();

  private List<HttpFunction> functions() {
    var app = stores.application();
    return List.of(
        new ExperimentsFunction(app),
        new RunsFunction(app),
        new SearchFunction(app, app),
        new ModelsFunction(app),
        new ServerFunction(new Environment(Map.of(), AnonymousCredentialsProvider.create())));
  }

  static List<Path> events() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      return files.filter(file -> isTracking(key(file))).sorted().toList();
    }
  }

  private static boolean isTracking(String key) {
    return !key.isEmpty() && !key.contains("artifact") && !key.contains("/bulkhead/");
  }

  private static String key(Path file) {
    try {
      Map<?, ?> event = (Map<?, ?>) Json.read(Files.readAllBytes(file));
      boolean forFunction = !event.containsKey("type");
      return forFunction && event.get("routeKey") instanceof String key ? key : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void isServedByARouteThatReadsIt(Path event) throws IOException {
    stores.experiments().with("0", "Default").with("7", "churn");
    String key = key(event);
    HttpFunction function =
        functions().stream()
            .filter(each -> each.routes().keys().contains(key))
            .findFirst()
            .orElseThrow(() -> new AssertionError("No route " + key));

    Answer answer = new Client(function).send(Files.readAllBytes(event));

    // The fake stores hold no run and no model: what names one is read and then not found.
    if (answer.status() == 403) {
      assertThat(answer.error()).contains("workspaces are tenants");
    } else if (answer.status() == 404) {
      assertThat(answer.error()).containsPattern("(Run|Logged model|Not found)");
    } else {
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
  }

  @Test
  void haveOneForEveryRoute() throws IOException {
    Set<String> routes =
        functions().stream()
            .flatMap(function -> function.routes().keys().stream())
            .collect(Collectors.toSet());

    assertThat(events().stream().map(EventsTest::key)).containsAll(routes);
  }
}
