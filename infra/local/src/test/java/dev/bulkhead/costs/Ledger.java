package dev.bulkhead.costs;

import dev.bulkhead.local.dynamodb.Meter;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds up what calls are charged, but for looking up who calls: the gateway keeps that for a
 * minute, so that it would depend on the clock which call pays for it.
 */
final class Ledger implements Meter {
  /** Nobody but the authorizer reads the control table so. */
  private static final String LOOK_UP = "BatchGetItem";

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
    boolean looksUpWhoCalls =
        charge.table().endsWith("ControlTable") && charge.operation().equals(LOOK_UP);
    if (!looksUpWhoCalls) {
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
