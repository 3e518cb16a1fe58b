package dev.bulkhead.tenancy;

/**
 * Which kind of data a session reaches; a session never reaches more than its function works with.
 */
public enum Capability {
  /** Experiments, runs and logged models: the tracking table, and what spills from it to S3. */
  TRACKING,
  /** Artifact files, and the runs and models that they belong to, read only. */
  ARTIFACTS
}
