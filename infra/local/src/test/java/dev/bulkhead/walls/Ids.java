package dev.bulkhead.walls;

import java.util.Locale;

/** What sample events name, and what takes its place. */
record Ids(String tenant, long experiment, String run, String model, String token) {
  /** As {@code events/} has them. */
  static final Ids SAMPLE = of("acme", 7);

  private static final String SAMPLE_TOKEN = "0123456789abcdef";

  /** The ids of a tenant whose experiment has this number; none is another's. */
  static Ids of(String tenant, long experiment) {
    String number = String.format(Locale.ROOT, "%010x", experiment);
    return new Ids(
        tenant,
        experiment,
        number + "018bcfe568000badc0ffee",
        "m-" + number + "018bcfe568000badc0de00",
        number + "abcdef");
  }

  /** The number of a second experiment, which is deleted. */
  long deleted() {
    return experiment + 1;
  }

  /** A second run, so that lists have a second page. */
  String secondRun() {
    return run.substring(0, run.length() - 1) + "f";
  }

  String secondModel() {
    return model.substring(0, model.length() - 1) + "f";
  }

  /** A run that is deleted. */
  String deletedRun() {
    return run.substring(0, run.length() - 1) + "3";
  }

  /** The key of the file that is uploaded in parts. */
  String upload() {
    return "tenants/" + tenant + "/artifacts/1/" + run + "/artifacts/model/model.pkl";
  }

  /** The text of a sample with these ids in it. */
  String in(String text) {
    return text.replace("m-" + SAMPLE.run, model)
        .replace(SAMPLE.model, model)
        .replace(SAMPLE.run, run)
        .replace(SAMPLE.secondRun(), secondRun())
        .replace("workspaces/" + SAMPLE.tenant, "workspaces/" + tenant)
        .replace("\"experimentId\": \"0\"", "\"experimentId\": \"" + experiment + "\"")
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
        .replace(secondRun(), "RUN")
        .replace(model, "MODEL")
        .replace(token, "TOKEN")
        .replaceAll("\\b" + tenant + "\\b", "TENANT")
        .replaceAll("\\b(?:" + experiment + "|" + deleted() + ")\\b", "EXPERIMENT");
  }
}
