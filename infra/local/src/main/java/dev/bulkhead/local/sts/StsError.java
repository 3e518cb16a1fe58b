package dev.bulkhead.local.sts;

/** A call that STS refuses, with the status and code that the SDKs know. */
final class StsError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  StsError(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static StsError invalid(String message) {
    return new StsError(400, "ValidationError", message);
  }

  /** What a member breaks, in the words of the validation before every AWS operation. */
  static StsError constraint(String member, String rule) {
    return invalid(
        "Value at '%s' failed to satisfy constraint: Member must %s".formatted(member, rule));
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
