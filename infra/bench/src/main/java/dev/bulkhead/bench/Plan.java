package dev.bulkhead.bench;

/**
 * How much is measured.
 *
 * @param rounds how often each server takes its turn in each case
 * @param seconds of one turn
 * @param warmUp seconds of each case on each server before the first round
 * @param points in W6's history
 * @param runs in W5's experiments
 * @param tenants of W8
 * @param megabytes of W7's file
 */
record Plan(
    int rounds,
    double seconds,
    double warmUp,
    int points,
    java.util.List<Integer> runs,
    java.util.List<Integer> tenants,
    int megabytes,
    long seed) {

  static Plan full(long seed) {
    return new Plan(
        5,
        4,
        10,
        1_000_000,
        java.util.List.of(10_000, 100_000),
        java.util.List.of(1, 10, 100, 500),
        1024,
        seed);
  }

  /** Done in five minutes. */
  static Plan quick(long seed) {
    return new Plan(3, 1, 2, 50_000, java.util.List.of(1_000), java.util.List.of(1, 20), 64, seed);
  }
}
