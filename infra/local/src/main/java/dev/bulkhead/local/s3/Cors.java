package dev.bulkhead.local.s3;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;

/** Answers browsers that ask, unsigned, whether a page may use a presigned URL. */
final class Cors {
  static final List<String> METHODS = List.of("GET", "HEAD", "PUT");

  private Cors() {}

  static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS");
  }

  static void answer(HttpServletRequest request, HttpServletResponse response) {
    String method =
        Optional.ofNullable(request.getHeader("Access-Control-Request-Method")).orElse("");
    if (request.getHeader("Origin") == null || !METHODS.contains(method)) {
      throw Refusal.of(403, "AccessForbidden", "CORSResponse: This CORS request is not allowed.");
    }
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Methods", String.join(", ", METHODS));
    Optional.ofNullable(request.getHeader("Access-Control-Request-Headers"))
        .ifPresent(names -> response.setHeader("Access-Control-Allow-Headers", names));
    response.setHeader("Access-Control-Expose-Headers", "ETag");
    response.setHeader("Access-Control-Max-Age", "3000");
    response.setHeader(
        "Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
  }
}
