package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.InvalidParameter;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code POST /mlflow-artifacts/mpu/complete/<folder>}: the parts are there, make a file of them.
 */
final class CompleteMultipartUpload implements Operation {
  private static final long MAX_PART_NUMBER = 10_000;

  private final Application app;

  CompleteMultipartUpload(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    ArtifactPath file = Files.uploaded(call, fields);
    String uploadId = fields.requiredString("upload_id");

    app.stores(call).artifacts().completeUpload(file, uploadId, parts(fields));

    return Reply.empty();
  }

  private static Map<Integer, String> parts(Fields fields) {
    if (!fields.has("parts")) {
      throw fields.missing("parts");
    }
    var parts = new HashMap<Integer, String>();
    for (Fields part : fields.messages("parts")) {
      long number = part.int64("part_number").orElse(0L);
      if (number < 1 || number > MAX_PART_NUMBER) {
        throw new InvalidParameter("Invalid value for part_number: " + number);
      }
      parts.put((int) number, part.requiredString("etag"));
    }
    return parts;
  }
}
