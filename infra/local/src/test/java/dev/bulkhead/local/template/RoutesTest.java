package dev.bulkhead.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.bulkhead.app.Environment;
import dev.bulkhead.http.HttpFunction;
import dev.bulkhead.http.Json;
import dev.bulkhead.local.lambda.Handlers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** The template's routes, the functions' route tables and the sample events say the same. */
class RoutesTest {
  private static final Template TEMPLATE = Project.template();

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionServesTheRoutesThatTheTemplateGivesIt(String id) {
    Set<String> inTemplate =
        TEMPLATE.routes().stream()
            .filter(route -> route.function().equals(id))
            .map(ApiRoute::key)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(served(start(TEMPLATE.function(id)))).isEqualTo(inTemplate);
  }

  @Test
  void everyRouteHasASampleEvent() throws IOException {
    Set<String> sampled = new TreeSet<>();
    try (Stream<Path> files = Files.list(Project.ROOT.resolve("events"))) {
      for (Path file : files.toList()) {
        Map<?, ?> event = (Map<?, ?>) Json.read(Files.readAllBytes(file));
        boolean forAuthorizer = event.containsKey("identitySource");
        if (!forAuthorizer && event.get("routeKey") instanceof String key) {
          sampled.add(key);
        }
      }
    }

    assertThat(sampled)
        .isEqualTo(
            TEMPLATE.routes().stream()
                .map(ApiRoute::key)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Stream<String> functions() {
    return TEMPLATE.functions().stream().map(LambdaFunction::id);
  }

  private static RequestStreamHandler start(LambdaFunction function) {
    Map<String, String> variables = new HashMap<>(function.environment());
    variables.put("AWS_REGION", Account.LOCAL.region());
    return Handlers.create(
        function, new Environment(variables, AnonymousCredentialsProvider.create()));
  }

  /** A function that no route leads to is no HTTP function. */
  private static Set<String> served(RequestStreamHandler handler) {
    return handler instanceof HttpFunction http ? http.routes().keys() : Set.of();
  }
}
