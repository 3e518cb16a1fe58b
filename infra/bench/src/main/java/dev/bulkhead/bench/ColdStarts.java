package dev.bulkhead.bench;

/** C1 */
final class ColdStarts {
  private ColdStarts() {}
  record Figure(String function, String event, Spread plain, Spread restored, Spread primed) {}
}
