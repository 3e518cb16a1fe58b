package dev.bulkhead.costs;

import dev.bulkhead.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bodies of calls. Whatever looks random comes from a seed, as sizes depend on it. */
final class Bodies {
  static final long START = 1_767_322_800_000L;

  private Bodies() {}

  /** What {@code mlflow.start_run()} sends from a script in a git repository. */
  static String stockRun(String experiment, long startTime) {
    return """
        {"experiment_id":"%s","user_id":"ada","run_name":"bold-lark-712","start_time":%d,"tags":[
        {"key":"mlflow.user","value":"ada"},
        {"key":"mlflow.source.name","value":"/home/ada/projects/churn/train.py"},
        {"key":"mlflow.source.type","value":"LOCAL"},
        {"key":"mlflow.source.git.commit","value":"68347eb6b3c1e9f1d50b7cf1f2b1a2bbf09f7c3e"},
        {"key":"mlflow.runName","value":"bold-lark-712"}]}"""
        .formatted(experiment, startTime);
  }

  static String metric(String run, String key, double value, long step) {
    return "{\"run_id\":\"%s\",%s"
        .formatted(run, point(key, value, START + step, step).substring(1));
  }

  static String point(String key, double value, long timestamp, long step) {
    return "{\"key\":\"%s\",\"value\":%s,\"timestamp\":%d,\"step\":%d}"
        .formatted(key, value, timestamp, step);
  }

  /** 1,000 points of so many keys in turn, steps going on from batch to batch. */
  static String batch(String run, int keys, int number, DoubleSupplier value) {
    String points =
        IntStream.range(0, 1_000)
            .mapToObj(
                i -> {
                  long step = (long) number * (1_000 / keys) + i / keys;
                  String key = "metric_%04d".formatted(i % keys);
                  return point(key, value.getAsDouble(), START + 1_000 * step + i, step);
                })
            .collect(Collectors.joining(","));
    return "{\"run_id\":\"%s\",\"metrics\":[%s]}".formatted(run, points);
  }

  /** Keys of 16 characters, values of 32. */
  static String paramsAndTags(String run, int count, SplittableRandom random) {
    return "{\"run_id\":\"%s\",\"params\":[%s],\"tags\":[%s]}"
        .formatted(run, pairs("param/%010d", count, random), pairs("tag/%012d", count, random));
  }

  private static String pairs(String form, int count, SplittableRandom random) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> "{\"key\":\"%s\",\"value\":\"%s\"}".formatted(form.formatted(i), text(32, random)))
        .collect(Collectors.joining(","));
  }

  /** 10 metrics, 10 params, and 3 tags beside the 5 that every run has. */
  static String findable(String run, SplittableRandom random) {
    String metrics =
        IntStream.range(0, 10)
            .mapToObj(i -> point("m" + i, (float) random.nextDouble(), START, 1))
            .collect(Collectors.joining(","));
    return "{\"run_id\":\"%s\",\"metrics\":[%s],\"params\":[%s],\"tags\":[%s]}"
        .formatted(run, metrics, pairs("p%d", 10, random), pairs("tag/%d", 3, random));
  }

  /** A message of the queue with what S3 says of a file; the size is the sequencer. */
  static String message(String bucket, String event, int sequencer, String file) {
    String notification =
        """
        {"Records":[{"eventName":"%1$s","eventTime":"2026-01-02T03:00:00.000Z","s3":{
        "bucket":{"name":"%2$s"},
        "object":{"key":"tenants/acme/artifacts/%3$s","size":%4$d,"sequencer":"%4$02X",
        "eTag":"9bb58f26192e4ba00f01e2e7b136bbd8"}}}]}"""
            .formatted(event, bucket, file, sequencer);
    return new String(
        Json.write(
            out -> {
              out.writeStringField("messageId", file);
              out.writeStringField("eventSource", "aws:sqs");
              out.writeStringField("body", notification);
            }),
        StandardCharsets.UTF_8);
  }

  private static String text(int length, SplittableRandom random) {
    return random
        .ints(length, 'a', 'z' + 1)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
