package dev.bulkhead.domain;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * A logged model's id: {@code m-} and 32 hexadecimal digits that tell its experiment and its place.
 */
public record ModelId(String value) implements Comparable<ModelId> {
  private static final String PREFIX = "m-";

  /** Refuses what no logged model of ours can be called. */
  public ModelId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("Not a model id of ours");
    }
  }

  /** Whether a logged model of ours could have this id. */
  public static boolean isWellFormed(String value) {
    return value.startsWith(PREFIX) && EntityId.isWellFormed(value.substring(PREFIX.length()));
  }

  /** A new id for a model of the experiment that is created at this time. */
  public static ModelId create(ExperimentId experiment, Instant created, RandomGenerator random) {
    return new ModelId(PREFIX + EntityId.create(experiment, created, random).hex());
  }

  /** The experiment that the model belongs to. */
  public ExperimentId experiment() {
    return entity().experiment();
  }

  /** The creation time as hexadecimal digits that sort newest first. */
  public String newestFirst() {
    return entity().newestFirst();
  }

  private EntityId entity() {
    return new EntityId(value.substring(PREFIX.length()));
  }

  @Override
  public int compareTo(ModelId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
