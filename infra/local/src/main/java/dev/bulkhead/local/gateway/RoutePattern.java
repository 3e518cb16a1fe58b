package dev.bulkhead.local.gateway;

import dev.bulkhead.local.template.ApiRoute;
import dev.bulkhead.local.template.InvalidTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A route with a method and a path, which may hold variables. */
record RoutePattern(ApiRoute route, String method, List<Segment> segments) {
  /** Literal text is more specific than a variable, and a variable than a greedy one. */
  static final Comparator<RoutePattern> MOST_SPECIFIC_FIRST = RoutePattern::compare;

  sealed interface Segment {
    record Literal(String text) implements Segment {}

    record Variable(String name) implements Segment {}

    /** Takes the rest of the path, slashes included, and at least one character. */
    record Greedy(String name) implements Segment {}

    private int rank() {
      return switch (this) {
        case Literal _ -> 0;
        case Variable _ -> 1;
        case Greedy _ -> 2;
      };
    }
  }

  static RoutePattern of(ApiRoute route) {
    int space = route.key().indexOf(" /");
    if (space < 0) {
      throw new InvalidTemplate("The route " + route.key() + " has no method and path.");
    }
    var segments = new ArrayList<Segment>();
    for (String text : route.key().substring(space + 2).split("/", -1)) {
      segments.add(segment(text));
    }
    return new RoutePattern(route, route.key().substring(0, space), segments);
  }

  private static Segment segment(String text) {
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return new Segment.Literal(text);
    }
    String name = text.substring(1, text.length() - 1);
    return name.endsWith("+")
        ? new Segment.Greedy(name.substring(0, name.length() - 1))
        : new Segment.Variable(name);
  }

  /** The values of the variables, if the path is one of this route. */
  Optional<Map<String, String>> match(String path) {
    String[] parts = path.substring(1).split("/", -1);
    var variables = new LinkedHashMap<String, String>();
    for (int i = 0; i < segments.size(); i++) {
      if (i >= parts.length) {
        return Optional.empty();
      }
      switch (segments.get(i)) {
        case Segment.Literal(String text) -> {
          if (!text.equals(parts[i])) {
            return Optional.empty();
          }
        }
        case Segment.Variable(String name) -> {
          if (parts[i].isEmpty()) {
            return Optional.empty();
          }
          variables.put(name, parts[i]);
        }
        case Segment.Greedy(String name) -> {
          String rest = String.join("/", List.of(parts).subList(i, parts.length));
          variables.put(name, rest);
          return rest.isEmpty() ? Optional.empty() : Optional.of(variables);
        }
      }
    }
    return parts.length == segments.size() ? Optional.of(variables) : Optional.empty();
  }

  private static int compare(RoutePattern a, RoutePattern b) {
    for (int i = 0; i < Math.min(a.segments.size(), b.segments.size()); i++) {
      int order = Integer.compare(a.segments.get(i).rank(), b.segments.get(i).rank());
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(b.segments.size(), a.segments.size());
  }
}
