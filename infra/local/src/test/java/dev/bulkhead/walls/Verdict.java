package dev.bulkhead.walls;

/** How a call ended that was made with a fault in our code. */
enum Verdict {
  SAME("=", true),
  DENIED("D", true),
  NOT_FOUND("N", true),
  /** Another tenant's data was in the answer. */
  REVEALED("LEAK", false),
  /** Something outside the tenant's own place is not as it was. */
  CROSSED("CROSSED", false),
  /** A viewer changed something. */
  VIEWER_WROTE("VIEWER WROTE", false),
  /** None of the ways in which a call may end. */
  STRANGE("STRANGE", false);

  private final String sign;
  private final boolean safe;

  Verdict(String sign, boolean safe) {
    this.sign = sign;
    this.safe = safe;
  }

  String sign() {
    return sign;
  }

  boolean isSafe() {
    return safe;
  }
}
