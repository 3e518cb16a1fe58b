package dev.bulkhead.local.dynamodb;

/**
 * Is told what each call of DynamoDB would be billed, by AWS's rules from the items' sizes:
 * DynamoDB Local itself tells too little for transactions, failed conditions and reads of nothing.
 * Sizes are looked up before and after a call, so a figure is exact as long as nobody else changes
 * the same items meanwhile.
 */
@FunctionalInterface
public interface Meter {
  /** Nobody asks, and nothing is looked up. */
  Meter OFF = _ -> {};

  /** Takes note of a charge; it is called before the caller has its answer. */
  void charged(Charge charge);

  /**
   * What is charged for one item of a call, or for one query.
   *
   * @param operation such as {@code UpdateItem}
   * @param partitionKey whose limit it counts against
   * @param written write units
   * @param read read units; half a unit is the least
   */
  record Charge(String operation, String table, String partitionKey, double written, double read) {}
}
