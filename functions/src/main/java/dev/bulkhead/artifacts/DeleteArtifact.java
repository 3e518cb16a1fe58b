package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;

/** {@code DELETE /mlflow-artifacts/artifacts/<path>}: a file, or a folder with all it holds. */
final class DeleteArtifact implements Operation {
  private final Application app;

  DeleteArtifact(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ArtifactPath path = ArtifactPath.parse(call.path("path"));

    app.stores(call).artifacts().delete(path);

    return Reply.empty();
  }
}
