package dev.bulkhead.domain;

/** Whether an experiment, run or logged model is in use or in the bin. */
public enum LifecycleStage {
  ACTIVE("active"),
  DELETED("deleted");

  private final String word;

  LifecycleStage(String word) {
    this.word = word;
  }

  /** As MLflow writes it: {@code active} or {@code deleted}. */
  public String word() {
    return word;
  }

  /** The stage that MLflow writes so. */
  public static LifecycleStage of(String word) {
    return word.equals(DELETED.word) ? DELETED : ACTIVE;
  }
}
