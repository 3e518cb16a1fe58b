package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;

/**
 * {@code PUT /mlflow-artifacts/artifacts/<path>}: a small file, its bytes in the request. A
 * redirect would save nothing, as the client sends the whole body here before it reads the answer.
 */
final class UploadArtifact implements Operation {
  private final Application app;

  UploadArtifact(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ArtifactPath file = ArtifactPath.parse(call.path("path"));

    app.stores(call)
        .artifacts()
        .put(
            file,
            call.request().body(),
            call.request().header("content-type").orElse("application/octet-stream"));

    return Reply.empty();
  }
}
