package dev.bulkhead.http;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.bulkhead.domain.EndpointNotFound;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A function's route table. What is not in it does not exist. */
public final class Routes {
  private static final Set<String> PREFIXES = Set.of("api", "ajax-api");

  private final Map<String, Route> byKey;

  private Routes(Map<String, Route> byKey) {
    this.byKey = byKey;
  }

  /** A table of these routes; a key that stands twice is refused. */
  public static Routes of(Route... routes) {
    return new Routes(
        Arrays.stream(routes).collect(toUnmodifiableMap(Route::key, Function.identity())));
  }

  /** The keys in the table. */
  public Set<String> keys() {
    return byKey.keySet();
  }

  Route find(HttpRequest request) {
    Route route = byKey.get(request.routeKey());
    String prefix = request.pathParameters().getOrDefault("api", "api");
    if (route == null || !PREFIXES.contains(prefix)) {
      throw new EndpointNotFound("Not found: " + request.rawPath());
    }
    return route;
  }
}
