package dev.bulkhead.local.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.server.Request;

/**
 * A request as it came over the wire, before anything in it was decoded.
 *
 * @param rawPath still percent-encoded, without the query
 * @param rawQuery what follows the question mark; empty if there is none
 * @param headers every header with all its values; names are made lower case
 */
public record SignedRequest(
    String method, String rawPath, String rawQuery, Map<String, List<String>> headers) {

  /** Copies the headers under lower-case names. */
  public SignedRequest {
    Map<String, List<String>> lower = new HashMap<>();
    headers.forEach(
        (name, values) ->
            lower
                .computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                .addAll(values));
    headers = Map.copyOf(lower);
  }

  /** The request line and headers of a request that a server received. */
  public static SignedRequest of(Request request) {
    Map<String, List<String>> headers = new HashMap<>();
    request
        .getHeaders()
        .forEach(
            field ->
                headers
                    .computeIfAbsent(field.getName(), _ -> new ArrayList<>())
                    .add(Objects.requireNonNullElse(field.getValue(), "")));
    return new SignedRequest(
        request.getMethod(),
        Objects.requireNonNullElse(request.getHttpURI().getPath(), "/"),
        Objects.requireNonNullElse(request.getHttpURI().getQuery(), ""),
        headers);
  }

  /** All values of a header, whose name is given in lower case. */
  public List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }
}
