package dev.bulkhead.domain;

/** A note on an experiment, run or logged model; the last one written counts. */
public record Tag(String key, String value) {
  /** Where MLflow keeps a run's name besides its {@code run_name}; the two always agree. */
  public static final String RUN_NAME = "mlflow.runName";
}
