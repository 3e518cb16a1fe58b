package dev.bulkhead.costs;

import dev.bulkhead.local.dynamodb.Meter;
import java.util.HashMap;
import java.util.Map;

/** Adds up what the tracking table is charged. Who calls is looked up in another. */
final class Ledger implements Meter {
  private static final String CONTROL = "control";
  private static final String EXPERIMENTS = "T#acme#X";

  private final Map<String, Double> writtenByKey = new HashMap<>();
  private double written;
  private double read;
  private double standing;

  /**
   * What was charged.
   *
   * @param standing of the read units, those for the standing of an experiment: a write to a run
   *     asks for it unless that was done in the last two seconds, so it depends on the clock
   */
  record Units(double written, double read, double standing) {

    Units withoutStanding() {
      return new Units(written, read - standing, 0);
    }
  }

  @Override
  public synchronized void charged(Charge charge) {
    if (!charge.table().contains(CONTROL)) {
      written += charge.written();
      read += charge.read();
      if (charge.partitionKey().equals(EXPERIMENTS)) {
        standing += charge.read();
      }
      writtenByKey.merge(charge.partitionKey(), charge.written(), Double::sum);
    }
  }

  /** All since it was last asked. */
  synchronized Units take() {
    var units = new Units(written, read, standing);
    standing = 0;
    written = 0;
    read = 0;
    writtenByKey.clear();
    return units;
  }

  /** What the busiest partition key was charged since it was last asked. */
  synchronized double mostWrittenToAKey() {
    double most = writtenByKey.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    take();
    return most;
  }
}
