package dev.bulkhead.bench;

/**
 * One turn of one server in one case.
 *
 * @param rate of the case's unit a second
 * @param cpu milliseconds of processor that the server took for each call
 * @param memory resident bytes of the server after it
 * @param generator processors that the load generator kept busy
 */
record Sample(
    Case what,
    Server server,
    int round,
    double rate,
    double p50,
    double p95,
    double p99,
    long calls,
    long errors,
    String failure,
    double cpu,
    long memory,
    double generator) {

  static Sample of(
      Case what,
      Server server,
      int round,
      Load.Outcome seen,
      Usage before,
      Usage after,
      double generator) {
    long calls = seen.times().getTotalCount();
    return new Sample(
        what,
        server,
        round,
        seen.perSecond() * what.weight(),
        seen.millis(50),
        seen.millis(95),
        seen.millis(99),
        calls,
        seen.errors(),
        seen.failure(),
        after.cpu().minus(before.cpu()).toNanos() / 1e6 / Math.max(1, calls),
        after.memory(),
        generator);
  }
}
