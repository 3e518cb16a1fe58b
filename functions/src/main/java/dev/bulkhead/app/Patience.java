package dev.bulkhead.app;

import java.time.Duration;

/**
 * How long an AWS call may take before the caller hears of it.
 *
 * @param silence after so long without a byte an attempt has failed
 * @param attempts how often it is tried
 */
record Patience(Duration silence, int attempts) {
  /** Three attempts and their pauses fit well into the 29 s that a function has. */
  static final Patience OF_A_FUNCTION = new Patience(Duration.ofSeconds(5), 3);

  /** The gateway gives an authorizer 10 s. */
  static final Patience OF_THE_AUTHORIZER = new Patience(Duration.ofSeconds(3), 2);
}
