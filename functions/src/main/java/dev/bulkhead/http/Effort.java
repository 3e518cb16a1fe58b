package dev.bulkhead.http;

import dev.bulkhead.domain.CapacityUnits;
import dev.bulkhead.domain.Consumption;
import java.time.Duration;

/**
 * What a call took.
 *
 * @param time without the gateway and the start of a cold function
 * @param units what DynamoDB said that it consumed
 */
public record Effort(Duration time, CapacityUnits units) {
  /** Of what was refused at sight. */
  public static final Effort NONE = new Effort(Duration.ZERO, CapacityUnits.NONE);

  /**
   * Until now.
   *
   * @param start as {@link System#nanoTime} said it
   */
  public static Effort since(long start, Consumption consumption) {
    return new Effort(Duration.ofNanos(System.nanoTime() - start), consumption.units());
  }

  /** The part of each of so many who were worked for together. */
  public Effort each(int causes) {
    return new Effort(time.dividedBy(causes), units.each(causes));
  }
}
