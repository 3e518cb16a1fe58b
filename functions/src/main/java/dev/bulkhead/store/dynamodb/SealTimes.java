package dev.bulkhead.store.dynamodb;

import java.time.Duration;

/**
 * How long runs stay open. A run must not come to lie in a time that is sealed without a note; that
 * is so as long as {@link #YOUNG} covers how far past a run may begin unnoted, how long its
 * creation may take after it was compared with the clock, and how far that clock may be behind the
 * one that sealing goes by.
 */
final class SealTimes {
  /** A run that began longer ago when it is created is noted as open. */
  static final Duration LATE = Duration.ofSeconds(30);

  /** Longer than a function with a route lives on after it was called: 29 s, by the template. */
  static final Duration CALL = Duration.ofSeconds(30);

  /** What clocks differ by at the most. AWS keeps those of functions within milliseconds. */
  static final Duration CLOCKS = Duration.ofMinutes(1);

  /** So long after a time no run is created any more that began then and is not noted. */
  static final Duration YOUNG = LATE.plus(CALL).plus(CLOCKS);

  /** How long a run stays open that is noted, if it has ended. */
  static final Duration ENDED = Duration.ofMinutes(1);

  /** The same of one that goes on: its next write opens it again, and costs two units more. */
  static final Duration RUNNING = Duration.ofMinutes(10);

  private SealTimes() {}
}
