package dev.bulkhead.local.gateway;

/** What the HTTP API answers by itself; none of it can be shaped by its owner. */
enum Refusal {
  BAD_REQUEST(400, "Bad Request"),
  /** No credential where the authorizer looks for one. */
  UNAUTHORIZED(401, "Unauthorized"),
  /** The authorizer said no. */
  FORBIDDEN(403, "Forbidden"),
  NOT_FOUND(404, "Not Found"),
  /** A body of more than 10 MB, or an event of more than Lambda's 6 MB. */
  TOO_LARGE(413, "Request Entity Too Large"),
  HEADERS_TOO_LARGE(431, "Request Header Fields Too Large"),
  /** The authorizer or the function failed. */
  FAILED(500, "Internal Server Error");

  private final int status;
  private final String message;

  Refusal(int status, String message) {
    this.status = status;
    this.message = message;
  }

  int status() {
    return status;
  }

  String body() {
    return "{\"message\":\"" + message + "\"}";
  }

  /** The refusal for a status that the HTTP server came upon before us. */
  static Refusal ofStatus(int status) {
    return switch (status) {
      case 413 -> TOO_LARGE;
      case 414, 431 -> HEADERS_TOO_LARGE;
      default -> status < 500 ? BAD_REQUEST : FAILED;
    };
  }
}
