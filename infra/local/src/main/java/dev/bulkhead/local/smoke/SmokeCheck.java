package dev.bulkhead.local.smoke;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Uses each part of a deployment once, in an experiment of its own, and takes away what it made:
 * some twenty small calls.
 */
public final class SmokeCheck implements AutoCloseable {
  private static final byte[] FILE = "smoke\n".getBytes(StandardCharsets.UTF_8);
  private static final double VALUE = 0.125;

  private final Client client;
  private final Client stranger;
  private final Consumer<String> told;

  /**
   * @param token of an editor
   * @param told each step that is done, as a line
   */
  public SmokeCheck(URI deployment, String token, Consumer<String> told) {
    this.client = new Client(deployment, token);
    this.stranger = new Client(deployment, "bh_smoke-check_0000000000000000_" + "0".repeat(64));
    this.told = told;
  }

  /**
   * Runs it.
   *
   * @throws SmokeFailure if anything is not as it should be
   * @throws IOException if the deployment cannot be reached
   */
  public void run() throws IOException {
    step("is there", () -> Client.expect(client.send("GET", "/health", BodyPublishers.noBody())));
    step("refuses a stranger", this::refuses);
    String experiment = created();
    try {
      String run = started(experiment);
      try {
        step("logs", () -> log(run));
        step("reads what was logged", () -> read(experiment, run));
        step("keeps a file and gives it back", () -> exchange(artifacts(run)));
      } finally {
        client.post("runs/delete", out -> out.writeStringField("run_id", run));
      }
    } finally {
      client.post("experiments/delete", out -> out.writeStringField("experiment_id", experiment));
    }
    told.accept("ok    took away what it made");
  }

  /** A step that ends or throws. */
  private interface Step {
    void take() throws IOException;
  }

  private void step(String name, Step step) throws IOException {
    long start = System.nanoTime();
    step.take();
    told.accept("ok    %s, %d ms".formatted(name, (System.nanoTime() - start) / 1_000_000));
  }

  private void refuses() throws IOException {
    int status =
        stranger
            .send(
                "GET", "/api/2.0/mlflow/experiments/search?max_results=1", BodyPublishers.noBody())
            .statusCode();
    demand(status == 401 || status == 403, "A token that nobody issued was answered " + status);
  }

  private String created() throws IOException {
    Map<?, ?> answer =
        client.post(
            "experiments/create",
            out -> out.writeStringField("name", "smoke-" + UUID.randomUUID()));
    return text(answer, "experiment_id");
  }

  private String started(String experiment) throws IOException {
    Map<?, ?> answer =
        client.post(
            "runs/create",
            out -> {
              out.writeStringField("experiment_id", experiment);
              out.writeNumberField("start_time", System.currentTimeMillis());
            });
    return text(info(answer), "run_id");
  }

  private void log(String run) throws IOException {
    client.post(
        "runs/log-batch",
        out -> {
          out.writeStringField("run_id", run);
          out.writeArrayFieldStart("metrics");
          out.writeStartObject();
          out.writeStringField("key", "smoke");
          out.writeNumberField("value", VALUE);
          out.writeNumberField("timestamp", System.currentTimeMillis());
          out.writeNumberField("step", 1);
          out.writeEndObject();
          out.writeEndArray();
          pair(out, "params", "smoke", "param");
          pair(out, "tags", "smoke", "tag");
        });
  }

  private void read(String experiment, String run) throws IOException {
    String data = String.valueOf(run(client.get("runs/get?run_id=" + run)).get("data"));
    demand(data.contains("key=smoke, value=param"), "The param was not read: " + data);
    demand(data.contains("key=smoke, value=tag"), "The tag was not read: " + data);
    Map<?, ?> history = client.get("metrics/get-history?metric_key=smoke&run_id=" + run);
    demand(history.toString().contains("value=" + VALUE), "The metric was not read: " + history);
    Map<?, ?> found =
        client.post(
            "runs/search",
            out -> {
              out.writeArrayFieldStart("experiment_ids");
              out.writeString(experiment);
              out.writeEndArray();
              out.writeStringField("filter", "params.smoke = 'param' and metrics.smoke < 1");
            });
    demand(
        found.get("runs") instanceof List<?> runs && runs.size() == 1,
        "The run was not found: " + found);
  }

  private String artifacts(String run) throws IOException {
    String uri = text(info(client.get("runs/get?run_id=" + run)), "artifact_uri");
    return "/api/2.0/mlflow-artifacts/artifacts/" + uri.replaceFirst("^mlflow-artifacts:/+", "");
  }

  private void exchange(String folder) throws IOException {
    String file = folder + "/smoke.txt";
    Client.expect(client.send("PUT", file, BodyPublishers.ofByteArray(FILE)));
    byte[] back = client.download(file);
    demand(Arrays.equals(back, FILE), "The file came back as another: " + back.length + " bytes");
    Client.expect(client.send("DELETE", file, BodyPublishers.noBody()));
  }

  private static void pair(JsonGenerator out, String field, String key, String value)
      throws IOException {
    out.writeArrayFieldStart(field);
    out.writeStartObject();
    out.writeStringField("key", key);
    out.writeStringField("value", value);
    out.writeEndObject();
    out.writeEndArray();
  }

  private static Map<?, ?> run(Map<?, ?> answer) {
    return answer.get("run") instanceof Map<?, ?> run ? run : Map.of();
  }

  private static Map<?, ?> info(Map<?, ?> answer) {
    return run(answer).get("info") instanceof Map<?, ?> info ? info : Map.of();
  }

  private static String text(Map<?, ?> fields, String name) {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new SmokeFailure("There is no " + name + " in " + fields);
  }

  private static void demand(boolean held, String otherwise) {
    if (!held) {
      throw new SmokeFailure(otherwise);
    }
  }

  @Override
  public void close() {
    client.close();
    stranger.close();
  }
}
