package dev.bulkhead.domain;

/** How far a run has come; the names are MLflow's. */
public enum RunStatus {
  RUNNING,
  SCHEDULED,
  FINISHED,
  FAILED,
  KILLED
}
