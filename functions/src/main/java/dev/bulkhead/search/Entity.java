package dev.bulkhead.search;

/** Where a field of a run, experiment or logged model is found. */
public enum Entity {
  ATTRIBUTE("attribute"),
  METRIC("metric"),
  PARAM("parameter"),
  TAG("tag"),
  DATASET("dataset");

  private final String word;

  Entity(String word) {
    this.word = word;
  }

  /** As MLflow's messages call it. */
  String word() {
    return word;
  }
}
