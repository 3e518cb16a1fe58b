package dev.bulkhead.bench;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how often each server takes its turn in each case
 * @param seconds of one turn
 * @param warmUp seconds of each case on each server before the first round
 * @param ownCpu seconds of processor time that each of O1's calls is warmed up for
 * @param coldStarts how often C1 starts each function in each way
 * @param coldSearches how many of W5's questions a cold function is asked
 * @param coldFunctions which functions; all if none are named
 * @param points in W6's history
 * @param runs in W5's experiments
 * @param tenants of W8
 * @param megabytes of W7's file
 * @param limit from the command's start; cases whose turn comes later are not run
 */
record Plan(
    int rounds,
    double seconds,
    double warmUp,
    double ownCpu,
    int coldStarts,
    int coldSearches,
    List<String> coldFunctions,
    int points,
    List<Integer> runs,
    List<Integer> tenants,
    int megabytes,
    long seed,
    Duration limit) {

  /** About an hour on two processors. */
  static Plan full(long seed) {
    return new Plan(
        5,
        2,
        5,
        4,
        5,
        Searching.OF_ALL.size(),
        List.of(),
        1_000_000,
        List.of(10_000, 100_000),
        List.of(1, 10, 100, 500),
        64,
        seed,
        Duration.ofHours(2));
  }

  /**
   * Done in five minutes, once all is built and installed: what does not fit is not run, and said.
   */
  static Plan quick(long seed) {
    return new Plan(
        2,
        0.3,
        0.5,
        1,
        1,
        1,
        List.of("AuthorizerFunction", "RunsFunction"),
        20_000,
        List.of(1_000),
        List.of(1, 20),
        16,
        seed,
        Duration.ofSeconds(160));
  }

  /** The same with a share of the data. */
  Plan scaled(double share) {
    return with(seconds, warmUp, share, limit);
  }

  /** The same with turns of another length. */
  Plan turning(double turn) {
    return with(turn, 2.5 * turn, 1, limit);
  }

  /** The same, for no longer than this. */
  Plan within(Duration time) {
    return with(seconds, warmUp, 1, time);
  }

  private Plan with(double turn, double before, double share, Duration time) {
    return new Plan(
        rounds,
        turn,
        before,
        ownCpu,
        coldStarts,
        coldSearches,
        coldFunctions,
        (int) (points * share),
        runs.stream().map(count -> (int) (count * share)).toList(),
        tenants,
        Math.max(1, (int) (megabytes * share)),
        seed,
        time);
  }

  /** The same data, but one short turn: to see whether everything runs, not how fast. */
  Plan shortened() {
    return new Plan(
        1,
        0.1,
        0.1,
        0.1,
        1,
        coldSearches,
        coldFunctions,
        points,
        runs,
        tenants,
        megabytes,
        seed,
        limit);
  }
}
