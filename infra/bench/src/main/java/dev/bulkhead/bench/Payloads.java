package dev.bulkhead.bench;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * Bodies of requests. What looks random comes from a seed, so that all servers are sent the same.
 */
final class Payloads {
  private static final long START = 1_767_300_000_000L;
  private static final String BEGINNING = "{\"run_id\":\"";
  private static final String ANY_RUN = "0".repeat(32);

  private Payloads() {}

  /** A body about a run, whose id of 32 characters is put in when it goes. */
  record OfRun(byte[] template) {

    private static OfRun of(StringBuilder json) {
      return new OfRun(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes(String run) {
      byte[] id = run.getBytes(StandardCharsets.UTF_8);
      if (id.length != ANY_RUN.length()) {
        throw new IllegalArgumentException("An id of another length: " + run);
      }
      byte[] body = template.clone();
      System.arraycopy(id, 0, body, BEGINNING.length(), id.length);
      return body;
    }
  }

  /** What {@code mlflow.start_run()} sends from a script in a git repository. */
  static String stockRun(String experiment, long startTime) {
    return """
        {"experiment_id":"%s","user_id":"ada","run_name":"bold-lark-712","start_time":%d,"tags":[\
        {"key":"mlflow.user","value":"ada"},\
        {"key":"mlflow.source.name","value":"/home/ada/projects/churn/train.py"},\
        {"key":"mlflow.source.type","value":"LOCAL"},\
        {"key":"mlflow.source.git.commit","value":"68347eb6b3c1e9f1d50b7cf1f2b1a2bbf09f7c3e"},\
        {"key":"mlflow.runName","value":"bold-lark-712"}]}"""
        .formatted(experiment, startTime);
  }

  /** One point, as {@code mlflow.log_metric()} sends it. */
  static String point(String run, String key, long number, float value) {
    return "{\"run_id\":\"%s\",\"run_uuid\":\"%s\",\"key\":\"%s\",\"value\":%s,\"timestamp\":%d,\"step\":%d}"
        .formatted(run, run, key, (double) value, START + number, number);
  }

  /** A batch of points of so many keys in turn; the values are born as 32-bit floats. */
  static OfRun points(int count, int keys, long firstStep, RandomGenerator random) {
    StringBuilder json = beginning().append(",\"metrics\":[");
    for (int i = 0; i < count; i++) {
      long step = firstStep + i / keys;
      json.append(i == 0 ? "" : ",")
          .append("{\"key\":\"metric_%04d\",\"value\":".formatted(i % keys))
          .append((double) random.nextFloat())
          .append(",\"timestamp\":")
          .append(START + step * 100 + random.nextInt(20))
          .append(",\"step\":")
          .append(step)
          .append('}');
    }
    return OfRun.of(json.append("]}"));
  }

  /** 100 params and 100 tags with keys of 16 characters and values of 32. */
  static OfRun paramsAndTags(RandomGenerator random) {
    StringBuilder json = beginning().append(",\"params\":");
    pairs(json, "param/", 100, 32, random);
    pairs(json.append(",\"tags\":"), "tag/t/", 100, 32, random);
    return OfRun.of(json.append('}'));
  }

  /** What makes a run worth searching: 10 metrics, 10 params and 3 tags more. */
  static OfRun findable(RandomGenerator random) {
    StringBuilder json = beginning().append(",\"metrics\":[");
    for (int i = 0; i < 10; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"key\":\"m%d\",\"value\":%s,".formatted(i, (double) random.nextFloat()))
          .append("\"timestamp\":%d,\"step\":1}".formatted(START));
    }
    json.append("],\"params\":[");
    for (int i = 0; i < 10; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"key\":\"p%d\",\"value\":\"v%d\"}".formatted(i, random.nextInt(10)));
    }
    json.append("],\"tags\":");
    pairs(json, "tag/t/", 3, 24, random);
    return OfRun.of(json.append('}'));
  }

  /** What {@code mlflow.end_run()} sends. */
  static String end(String run, long time) {
    return "{\"run_id\":\"%s\",\"status\":\"FINISHED\",\"end_time\":%d}".formatted(run, time);
  }

  private static StringBuilder beginning() {
    return new StringBuilder(BEGINNING).append(ANY_RUN).append('"');
  }

  private static void pairs(
      StringBuilder json, String prefix, int count, int length, RandomGenerator random) {
    for (int i = 0; i < count; i++) {
      json.append(i == 0 ? '[' : ',')
          .append("{\"key\":\"%s%010d\",\"value\":\"".formatted(prefix, i))
          .append(text(length, random))
          .append("\"}");
    }
    json.append(']');
  }

  private static String text(int length, RandomGenerator random) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }
}
