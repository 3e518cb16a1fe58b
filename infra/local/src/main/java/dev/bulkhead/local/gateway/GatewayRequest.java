package dev.bulkhead.local.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it reached the gateway.
 *
 * @param path decoded as {@link RawPath} says
 * @param query as the client sent it, without the question mark
 * @param headers by lower-case name; several values are joined by commas
 * @param cookies taken out of the headers
 */
record GatewayRequest(
    String requestId,
    Instant time,
    String method,
    String path,
    String query,
    String protocol,
    Map<String, String> headers,
    List<String> cookies,
    byte[] body) {

  GatewayRequest {
    headers = Map.copyOf(headers);
    cookies = List.copyOf(cookies);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Names the request without what is secret in it. */
  @Override
  public String toString() {
    return "GatewayRequest[" + requestId + ", " + method + "]";
  }
}
