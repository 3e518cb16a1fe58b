package dev.bulkhead.walls;

import dev.bulkhead.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request of {@code events/}, for one route.
 *
 * @param body as text; empty if there is none
 */
record Sample(
    String name,
    String route,
    String path,
    String query,
    Map<?, ?> pathParameters,
    String contentType,
    String body) {

  /** Every request there is an event of. */
  static List<Sample> all(Path root) {
    try (Stream<Path> files = Files.list(root.resolve("events"))) {
      return files.sorted().map(Event::read).filter(Event::isRequest).map(Event::sample).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Event(String name, Map<?, ?> fields) {

    static Event read(Path file) {
      try {
        return new Event(
            file.getFileName().toString().replace(".json", ""),
            (Map<?, ?>) Objects.requireNonNull(Json.read(Files.readAllBytes(file))));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The authorizer's event has a path too, but no body. */
    boolean isRequest() {
      return fields.containsKey("rawPath") && !fields.containsKey("identitySource");
    }

    Sample sample() {
      String body = text("body");
      boolean base64 = Boolean.TRUE.equals(fields.get("isBase64Encoded"));
      return new Sample(
          name,
          text("routeKey"),
          text("rawPath"),
          text("rawQueryString"),
          fields.get("pathParameters") instanceof Map<?, ?> variables ? variables : Map.of(),
          ((Map<?, ?>) fields.get("headers")).get("content-type") instanceof String type
              ? type
              : "application/json",
          base64 ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body);
    }

    private String text(String field) {
      return fields.get(field) instanceof String text ? text : "";
    }
  }

  /** The request that names these ids, so that all of them are put to use. */
  Sample of(Ids ids) {
    Sample sample = map(ids::in);
    return switch (name) {
      case "restore-experiment" ->
          sample.map(
              text -> text.replace("\"" + ids.experiment() + "\"", "\"" + ids.deleted() + "\""));
      case "restore-run" -> sample.map(text -> text.replace(ids.run(), ids.deletedRun()));
      default -> sample;
    };
  }

  /** The request that goes on with an upload: its id, and the ETag of its one part. */
  Sample uploading(List<String> upload) {
    return map(
        text ->
            text.replace("2~abcDEF", upload.getFirst())
                .replace("9bb58f26192e4ba00f01e2e7b136bbd8", upload.getLast())
                .replaceAll(", \\{\"part_number\": 2[^}]*\\}", ""));
  }

  /** The request with every text changed. */
  Sample map(UnaryOperator<String> change) {
    return new Sample(
        name,
        route,
        change.apply(path),
        change.apply(query),
        pathParameters.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> change.apply(String.valueOf(e.getValue())))),
        contentType,
        change.apply(body));
  }

  /** The verb; that of the sample for the route of all paths. */
  String method() {
    return route.equals("$default") ? "POST" : route.substring(0, route.indexOf(' '));
  }

  /** The event as API Gateway hands it over for a caller whom the authorizer let in. */
  byte[] event(String tenant, String role) {
    return Json.write(
        out -> {
          out.writeStringField("version", "2.0");
          out.writeStringField("routeKey", route);
          out.writeStringField("rawPath", path);
          out.writeStringField("rawQueryString", query);
          out.writeObjectFieldStart("headers");
          out.writeStringField("content-type", contentType);
          out.writeEndObject();
          out.writeObjectFieldStart("requestContext");
          out.writeStringField("requestId", "walls");
          out.writeObjectFieldStart("authorizer");
          out.writeObjectFieldStart("lambda");
          out.writeStringField("tenant", tenant);
          out.writeStringField("principal", "ana");
          out.writeStringField("role", role);
          out.writeEndObject();
          out.writeEndObject();
          out.writeEndObject();
          out.writeObjectFieldStart("pathParameters");
          for (var variable : pathParameters.entrySet()) {
            out.writeStringField(
                String.valueOf(variable.getKey()), String.valueOf(variable.getValue()));
          }
          out.writeEndObject();
          out.writeStringField("body", body);
          out.writeBooleanField("isBase64Encoded", false);
        });
  }

  @Override
  public String toString() {
    return name;
  }
}
