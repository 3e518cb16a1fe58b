package dev.bulkhead.domain;

/**
 * Whether a logged model's files are there yet; MLflow's names begin with {@code LOGGED_MODEL_}.
 */
public enum LoggedModelStatus {
  PENDING,
  READY,
  UPLOAD_FAILED
}
