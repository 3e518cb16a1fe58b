package dev.bulkhead.walls;

import java.util.Locale;

/** The ids that sample events name, and those that take their place. */
record Ids(long experiment, String run, String model, String token) {
  /** As {@code events/} has them. */
  static final Ids SAMPLE = of(7);

  private static final String SAMPLE_TOKEN = "0123456789abcdef";

  /** The ids of a tenant whose experiment has this number. */
  static Ids of(long experiment) {
    String number = String.format(Locale.ROOT, "%010x", experiment);
    return new Ids(
        experiment,
        number + "018bcfe568000badc0ffee",
        "m-" + number + "018bcfe568000badc0de00",
        number + "abcdef");
  }

  /** The number of a second experiment, which is deleted. */
  long deleted() {
    return experiment + 1;
  }

  /** A run that is deleted. */
  String deletedRun() {
    return run.substring(0, run.length() - 1) + "3";
  }

  /** The key of the file that is uploaded in parts. */
  String upload(String tenant) {
    return "tenants/" + tenant + "/artifacts/1/" + run + "/artifacts/model/model.pkl";
  }

  /** The text of a sample with these ids in it. */
  String in(String text) {
    return text.replace(SAMPLE.run, run)
        .replace(SAMPLE.model, model)
        .replace(SAMPLE_TOKEN, token)
        .replace("\"experiment_ids\": [\"0\"]", "\"experiment_ids\": [\"" + experiment + "\"]")
        .replace("\"experiment_id\": \"0\"", "\"experiment_id\": \"" + experiment + "\"")
        .replace("\"experiment_id\": \"7\"", "\"experiment_id\": \"" + experiment + "\"")
        .replace("experiment_id=0", "experiment_id=" + experiment);
  }

  /** An answer without what differs because the ids do. */
  String hiddenIn(String text) {
    return text.replace(run, "RUN")
        .replace(deletedRun(), "RUN")
        .replace(model, "MODEL")
        .replace(token, "TOKEN")
        .replaceAll("\\b(?:" + experiment + "|" + deleted() + ")\\b", "EXPERIMENT");
  }
}
