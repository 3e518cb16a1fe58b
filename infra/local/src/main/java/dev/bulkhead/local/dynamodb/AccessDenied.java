package dev.bulkhead.local.dynamodb;

/** A call that IAM does not allow its caller. */
final class AccessDenied extends Exception {
  private static final long serialVersionUID = 1L;

  AccessDenied(String message) {
    super(message);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
