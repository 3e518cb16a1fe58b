package dev.bulkhead.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a call named, collected as it is read: for the audit record, not to be acted upon. */
final class NamedThings {
  private static final List<String> FIELDS =
      List.of(
          "experiment_id",
          "experiment_ids",
          "run_id",
          "run_uuid",
          "model_id",
          "source_run_id",
          "token_id",
          "path");

  private static final int MOST = 5;

  private final Map<String, String> names = new LinkedHashMap<>();

  /**
   * A selected workspace is named even if the credential is not good there; of a route that does
   * not exist, the path says what was tried.
   */
  NamedThings(HttpRequest request) {
    request
        .pathParameters()
        .forEach(
            (name, value) -> {
              if (!name.equals("api")) {
                names.put(name, value);
              }
            });
    String workspace = Workspace.selected(request);
    if (!workspace.isEmpty()) {
      names.put("workspace", workspace);
    }
    if (request.method().isEmpty()) {
      names.put("path", request.rawPath());
    }
  }

  void add(Fields fields) {
    for (String name : FIELDS) {
      Object value = fields.asSent(name);
      if (value != null) {
        // A path and a body can name two things: both are kept.
        names.merge(name, text(value), (a, b) -> a.equals(b) ? a : a + " " + b);
      }
    }
  }

  Map<String, String> all() {
    return Map.copyOf(names);
  }

  private static String text(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().limit(MOST).map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }
}
