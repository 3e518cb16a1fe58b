package dev.bulkhead.app;

import java.time.Duration;

/**
 * How long an AWS call may take before the caller hears of it.
 *
 * @param silence after so long without a byte an attempt has failed
 * @param attempts how often it is tried
 */
record Patience(Duration silence, int attempts) {
  /** What a function needs for its answer, when it has given up. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** Of a function that has 29 s. How many calls are made of it, {@link InTime} sees to. */
  static final Patience OF_A_FUNCTION = new Patience(Duration.ofSeconds(5), 3);

  /** The gateway gives an authorizer 10 s. */
  static final Patience OF_THE_AUTHORIZER = new Patience(Duration.ofSeconds(3), 2);

  /** Of what is asked for beside a call, which does not wait for it. */
  static final Patience OF_A_REQUEST = new Patience(Duration.ofMillis(500), 1);

  /**
   * The time to keep for an attempt, and to answer if it fails.
   *
   * @param connect how long it may take to connect
   */
  Duration attempt(Duration connect) {
    return connect.plus(silence).plus(LAST_WORDS);
  }
}
