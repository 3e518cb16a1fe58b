package dev.bulkhead.domain;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * A run's id: 32 lower-case hexadecimal digits that tell its experiment and its place in the table.
 */
public record RunId(String value) implements Comparable<RunId> {

  /** Refuses what no run of ours can be called. */
  public RunId {
    var _ = new EntityId(value);
  }

  /** Whether a run of ours could have this id. */
  public static boolean isWellFormed(String value) {
    return EntityId.isWellFormed(value);
  }

  /** A new id for a run of the experiment that starts at this time. */
  public static RunId create(ExperimentId experiment, Instant startTime, RandomGenerator random) {
    return new RunId(EntityId.create(experiment, startTime, random).hex());
  }

  /** The least id that a run of the experiment can have that starts at this time. */
  public static RunId firstAt(ExperimentId experiment, Instant startTime) {
    return new RunId(EntityId.firstAt(experiment, startTime).hex());
  }

  /** The start time as the id tells it: no earlier than the epoch. */
  public Instant startTime() {
    return Instant.ofEpochMilli(new EntityId(value).time());
  }

  /** The experiment that the run belongs to. */
  public ExperimentId experiment() {
    return new EntityId(value).experiment();
  }

  /** The start time as hexadecimal digits that sort newest first. */
  public String newestFirst() {
    return new EntityId(value).newestFirst();
  }

  /** Which of so many shards the run lies in. */
  public int shard(int shards) {
    return new EntityId(value).shard(shards);
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
