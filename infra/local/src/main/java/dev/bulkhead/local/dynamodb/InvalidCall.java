package dev.bulkhead.local.dynamodb;

/** A call that cannot be understood well enough to judge it, so it goes no further. */
final class InvalidCall extends Exception {
  private static final long serialVersionUID = 1L;

  private final String type;

  private InvalidCall(String type, String message) {
    super(message);
    this.type = type;
  }

  static InvalidCall validation(String message) {
    return new InvalidCall("com.amazon.coral.validate#ValidationException", message);
  }

  static InvalidCall serialization(String message) {
    return new InvalidCall("com.amazon.coral.service#SerializationException", message);
  }

  static InvalidCall unknownOperation() {
    return new InvalidCall("com.amazon.coral.service#UnknownOperationException", "");
  }

  String type() {
    return type;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
