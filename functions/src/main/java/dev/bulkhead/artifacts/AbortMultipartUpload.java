package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;

/** {@code POST /mlflow-artifacts/mpu/abort/<folder>}: the client gave up. */
final class AbortMultipartUpload implements Operation {
  private final Application app;

  AbortMultipartUpload(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    ArtifactPath file = Files.uploaded(call, fields);
    String uploadId = fields.requiredString("upload_id");

    app.stores(call).artifacts().abortUpload(file, uploadId);

    return Reply.empty();
  }
}
