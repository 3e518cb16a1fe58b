package dev.bulkhead.search;

import dev.bulkhead.domain.InvalidParameter;

/** Makes the refusals of this package, none of which repeats an endless text. */
final class Refusal {
  private static final int MAX_LENGTH = 10_000;

  private Refusal() {}

  static InvalidParameter of(String message) {
    return new InvalidParameter(
        message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH) + "…");
  }
}
