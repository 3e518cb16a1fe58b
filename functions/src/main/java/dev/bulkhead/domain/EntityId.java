package dev.bulkhead.domain;

import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The 128 bits of a run's or logged model's id, from which its place in the table is computed: 40
 * bits of experiment number, 48 of creation time in milliseconds (clamped to what fits), 40 at
 * random; written as 32 lower-case hexadecimal digits, as MLflow's ids are.
 */
record EntityId(String hex) {
  private static final int DIGITS = 32;
  private static final long MAX_TIME = (1L << 48) - 1;
  private static final int EXPERIMENT_DIGITS = 10;
  private static final int TIME_DIGITS = 12;

  EntityId {
    if (!isWellFormed(hex)) {
      throw new IllegalArgumentException("Not an id of ours");
    }
  }

  /** Asked of every run that a search reads, several times over, so without a pattern. */
  static boolean isWellFormed(String hex) {
    if (hex.length() != DIGITS) {
      return false;
    }
    for (int i = 0; i < DIGITS; i++) {
      char c = hex.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  static EntityId create(ExperimentId experiment, Instant time, RandomGenerator random) {
    return new EntityId(
        "%010x%012x%010x"
            .formatted(experiment.number(), clamp(time), random.nextLong(ExperimentId.LIMIT)));
  }

  /** The least id of the experiment that tells this time. */
  static EntityId firstAt(ExperimentId experiment, Instant time) {
    return new EntityId("%010x%012x%010x".formatted(experiment.number(), clamp(time), 0));
  }

  private static long clamp(Instant time) {
    return Math.clamp(time.toEpochMilli(), 0, MAX_TIME);
  }

  ExperimentId experiment() {
    return ExperimentId.of(Long.parseLong(hex, 0, EXPERIMENT_DIGITS, 16));
  }

  /** The creation time as 12 hexadecimal digits that sort newest first. */
  String newestFirst() {
    return HexFormat.of().toHexDigits(MAX_TIME - time(), TIME_DIGITS);
  }

  /** The creation time in milliseconds, as far as it fits. */
  long time() {
    return Long.parseLong(hex, EXPERIMENT_DIGITS, EXPERIMENT_DIGITS + TIME_DIGITS, 16);
  }

  /** A number that spreads ids evenly over so many shards. */
  int shard(int shards) {
    return Math.floorMod(Integer.parseInt(hex, 24, 31, 16), shards);
  }
}
