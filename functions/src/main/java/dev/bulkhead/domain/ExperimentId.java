package dev.bulkhead.domain;

import java.util.regex.Pattern;

/**
 * An experiment's id: a decimal integer below 2<sup>40</sup>, without leading zeros, as a run id
 * has room for it. MLflow's ids are decimal integers too.
 */
public record ExperimentId(String value) implements Comparable<ExperimentId> {
  /** One more than the largest experiment number. */
  public static final long LIMIT = 1L << 40;

  // Before DEFAULT, which is checked by it.
  private static final Pattern INTEGER = Pattern.compile("0|[1-9][0-9]{0,12}");

  /** The experiment named Default, which every tenant has from the start. */
  public static final ExperimentId DEFAULT = new ExperimentId("0");

  /** Refuses what cannot be an id. */
  public ExperimentId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("Not an experiment id");
    }
  }

  /** Whether an experiment could have this id. */
  public static boolean isWellFormed(String value) {
    return INTEGER.matcher(value).matches() && Long.parseLong(value) < LIMIT;
  }

  /** The id of an experiment number. */
  public static ExperimentId of(long number) {
    return new ExperimentId(Long.toString(number));
  }

  /** The number that the id is. */
  public long number() {
    return Long.parseLong(value);
  }

  /** As MLflow's database orders its integer ids. */
  @Override
  public int compareTo(ExperimentId other) {
    return Long.compare(number(), other.number());
  }

  @Override
  public String toString() {
    return value;
  }
}
