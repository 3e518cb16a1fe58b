package dev.bulkhead.tenancy;

import java.time.Duration;

/**
 * Which kind of data a session reaches; a session never reaches more than its function works with.
 */
public enum Capability {
  /** Experiments, runs and logged models: the tracking table, and what spills from it to S3. */
  TRACKING(Duration.ofMinutes(15)),
  /**
   * Artifact files, and the runs and models that they belong to, read only. A presigned URL dies
   * with the session that signed it, so these sessions live as long as STS lets a role that was
   * itself assumed hand out: an hour.
   */
  ARTIFACTS(Duration.ofHours(1)),
  /**
   * What is noted and counted of files, and nothing else of the table; S3's listing of them, and
   * the tag that keeps them in quarantine, but not a byte of theirs.
   */
  ACCOUNTING(Duration.ofMinutes(15)),
  /**
   * Artifact files alone, for credentials that leave our hands: a client's own, to use at S3 for as
   * long as they live.
   */
  FILES(Duration.ofHours(1)),
  /**
   * All of a tenant's items and objects, for what is done when nobody waits. No route leads to a
   * function with this.
   */
  MAINTENANCE(Duration.ofMinutes(15));

  private final Duration lifetime;

  Capability(Duration lifetime) {
    this.lifetime = lifetime;
  }

  /** How long a session lives; a quarter of an hour is the least that STS grants. */
  Duration lifetime() {
    return lifetime;
  }
}
