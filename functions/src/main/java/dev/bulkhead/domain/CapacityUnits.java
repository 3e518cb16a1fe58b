package dev.bulkhead.domain;

/**
 * What DynamoDB charges for, as its answers say it; half a unit is the least.
 *
 * @param read of up to 4 KB each, read consistently, or twice as much otherwise
 * @param written of up to 1 KB each; twice as many in a transaction
 */
public record CapacityUnits(double read, double written) {
  /** Of who asked DynamoDB nothing. */
  public static final CapacityUnits NONE = new CapacityUnits(0, 0);

  /** Both together. */
  public CapacityUnits plus(CapacityUnits more) {
    return new CapacityUnits(read + more.read, written + more.written);
  }

  /** The part of each of so many who caused them together. */
  public CapacityUnits each(int causes) {
    return new CapacityUnits(read / causes, written / causes);
  }
}
