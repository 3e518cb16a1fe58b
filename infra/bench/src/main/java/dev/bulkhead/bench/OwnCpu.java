package dev.bulkhead.bench;

/** O1 */
final class OwnCpu {
  private OwnCpu() {}
  record Figure(String call, Spread micros) {}
}
