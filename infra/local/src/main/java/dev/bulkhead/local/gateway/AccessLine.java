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
  private int received;

  AccessLine(String method) {
    this.route = method;
  }

  void received(GatewayRequest request) {
    requestId = request.requestId();
    received = request.body().length;
  }

  void routed(String key) {
    route = key;
  }

  void admitted(Map<String, ?> caller) {
    Object name = caller.get("tenant");
    tenant = name == null ? "-" : name.toString();
  }

  /** The whole line, now that the answer is known, with the bytes of both bodies. */
  String answered(int status, int sent) {
    long millis = (System.nanoTime() - start) / 1_000_000;
    return "%d %s %dms tenant=%s in=%d out=%d request=%s"
        .formatted(status, route, millis, tenant, received, sent, requestId);
  }
}
