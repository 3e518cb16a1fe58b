package dev.bulkhead.local.gateway;

import dev.bulkhead.local.template.ApiRoute;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which route a request takes: the most specific that matches, else {@code $default}. */
final class RouteTable {
  private static final String DEFAULT = "$default";

  private final List<RoutePattern> patterns;
  private final Optional<ApiRoute> fallback;

  RouteTable(List<ApiRoute> routes) {
    this.patterns =
        routes.stream()
            .filter(route -> !route.key().equals(DEFAULT))
            .map(RoutePattern::of)
            .sorted(RoutePattern.MOST_SPECIFIC_FIRST)
            .toList();
    this.fallback = routes.stream().filter(route -> route.key().equals(DEFAULT)).findFirst();
  }

  /** A route and the values of its variables. */
  record Match(ApiRoute route, Map<String, String> pathParameters) {
    Match {
      pathParameters = Map.copyOf(pathParameters);
    }
  }

  /** The route for a method and a path, decoded as the gateway decodes it. */
  Optional<Match> find(String method, String path) {
    for (RoutePattern pattern : patterns) {
      if (pattern.method().equals(method)) {
        Optional<Map<String, String>> variables = pattern.match(path);
        if (variables.isPresent()) {
          return Optional.of(new Match(pattern.route(), variables.get()));
        }
      }
    }
    return fallback.map(route -> new Match(route, Map.of()));
  }
}
