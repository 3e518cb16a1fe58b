package dev.bulkhead.http;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request as API Gateway's HTTP API hands it over (payload format 2.0).
 *
 * @param routeKey the route of the template that matched, such as {@code GET /version}
 * @param rawPath the path, percent-decoded once by the gateway and cut at a decoded {@code ?}
 * @param rawQuery the query string as the client sent it; the gateway's own parameter map joins
 *     repeated keys by commas and is not used
 * @param headers by lower-case name
 * @param pathParameters values of the route's variables
 * @param authorizer what the authorizer said of the caller; empty on a route without one
 */
public record HttpRequest(
    String routeKey,
    String rawPath,
    String rawQuery,
    Map<String, String> headers,
    Map<String, String> pathParameters,
    byte[] body,
    Map<String, String> authorizer,
    String requestId) {

  private static final Pattern GZIP =
      Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))");

  /** Copies the maps. The body is not copied: it can be megabytes, and nobody writes to it. */
  public HttpRequest {
    headers = Map.copyOf(headers);
    pathParameters = Map.copyOf(pathParameters);
    authorizer = Map.copyOf(authorizer);
  }

  /** A header's value by its lower-case name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The verb, such as {@code GET}; none of a request that no route names. */
  public String method() {
    int space = routeKey.indexOf(' ');
    return space < 0 ? "" : routeKey.substring(0, space);
  }

  /** Whether the client takes a compressed answer. */
  boolean acceptsGzip() {
    return header("accept-encoding").filter(GZIP.asPredicate()).isPresent();
  }

  /** Names the route alone: headers and bodies hold secrets. */
  @Override
  public String toString() {
    return "HttpRequest[" + routeKey + ", " + requestId + "]";
  }
}
