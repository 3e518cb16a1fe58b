package dev.bulkhead.invariants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.attacks.Answer;
import dev.bulkhead.attacks.Ask;
import dev.bulkhead.invariants.Reference.Model;
import dev.bulkhead.invariants.Reference.Run;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Files that go to the bucket by lent URLs, in parts, or beside a model. */
final class FileWriter {
  private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/";

  private final Principal caller;
  private final Reference known;

  FileWriter(Principal caller, Reference known) {
    this.caller = caller;
    this.known = known;
  }

  void byUrl(Step step, String id, Run of) {
    String path = "u/f" + step.b() % 3;
    String bytes = caller.canary() + "u" + step.c();
    Answer lent =
        caller.post(
            step.viewer(), "mlflow/artifacts/presigned-upload-url", "run_id", id, "path", path);
    if (Writer.done(step, lent, true)) {
      assertPut(url("presigned_url", lent), bytes);
      of.files.put(path, bytes);
    }
  }

  void ofRun(Step step, String id, Run of) {
    String path = "u/f" + step.b() % 3;
    String bytes = caller.canary() + "r" + step.c();
    String target = "/ajax-api/2.0/mlflow/upload-artifact?run_uuid=%s&path=%s".formatted(id, path);
    Ask ask = Ask.of("POST", target).bytes(bytes.getBytes(UTF_8));
    if (Writer.done(step, caller.send(step.viewer(), ask), true)) {
      of.files.put(path, bytes);
    }
  }

  void ofModel(Step step, String id, Model of) {
    String path = "f" + step.b() % 3;
    String bytes = caller.canary() + "mf" + step.c();
    String target = "artifacts/%s/models/%s/artifacts/%s".formatted(of.experiment, id, path);
    Ask ask = Ask.of("PUT", ARTIFACTS + target).bytes(bytes.getBytes(UTF_8));
    if (Writer.done(step, caller.send(step.viewer(), ask), true)) {
      of.files.put(path, bytes);
    }
  }

  void inParts(Step step) {
    String folder = "d" + step.a() % 2;
    String name = "f" + step.b() % 3;
    String bytes = caller.canary() + "parts" + step.c();
    Answer begun = parts(step, "create", folder, "path", name, "num_parts", 1);
    if (!Writer.done(step, begun, true)) {
      return;
    }
    String upload = begun.field("upload_id");
    Answer part = assertPut(url("url", begun), bytes);
    if (step.kind() == Step.Kind.ABORT_PARTS) {
      Writer.done(step, parts(step, "abort", folder, "path", name, "upload_id", upload), true);
      return;
    }
    Map<String, Object> sent =
        Map.of("part_number", 1, "etag", part.headers().getOrDefault("etag", "").replace("\"", ""));
    Answer ended =
        parts(step, "complete", folder, "path", name, "upload_id", upload, "parts", List.of(sent));
    if (Writer.done(step, ended, true)) {
      known.files.put(folder + "/" + name, bytes);
    }
  }

  private Answer parts(Step step, String call, String folder, Object... message) {
    return caller.post(step.viewer(), "mlflow-artifacts/mpu/" + call + "/" + folder, message);
  }

  private Answer assertPut(String url, String bytes) {
    Answer put = caller.put(url, bytes.getBytes(UTF_8));
    assertThat(put.status()).as(put.body()).isEqualTo(200);
    return put;
  }

  private String url(String field, Answer answer) {
    var found = Pattern.compile("\"" + field + "\":\"([^\"]+)\"").matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    caller.secret(found.group(1).replaceAll(".*X-Amz-Signature=([0-9a-f]+).*", "$1"));
    return found.group(1);
  }
}
