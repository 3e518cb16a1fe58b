package dev.bulkhead.local.gateway;

import java.util.Map;

/**
 * The line that a request leaves in the log: the route rather than the path, and no header, query
 * or body, which hold secrets.
 */
final class AccessLine {
  private final long start = System.nanoTime();
  private String route;
  private String requestId = "-";
  private String tenant = "-";

  AccessLine(String method) {
    this.route = method;
  }

  void received(GatewayRequest request) {
    requestId = request.requestId();
  }

  void routed(String key) {
    route = key;
  }

  void admitted(Map<String, ?> caller) {
    Object name = caller.get("tenant");
    tenant = name == null ? "-" : name.toString();
  }

  /** The whole line, now that the answer is known. */
  String answered(int status) {
    long millis = (System.nanoTime() - start) / 1_000_000;
    return "%d %s %dms tenant=%s request=%s".formatted(status, route, millis, tenant, requestId);
  }
}
