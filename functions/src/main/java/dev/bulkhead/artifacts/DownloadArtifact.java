package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;

/**
 * {@code GET /mlflow-artifacts/artifacts/<path>}: a redirect to where the bytes are. Every stock
 * client follows it and leaves its credential behind, as the host is another.
 */
final class DownloadArtifact implements Operation {
  private final Application app;

  DownloadArtifact(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ArtifactPath file = ArtifactPath.parse(call.path("path"));

    return Files.redirect(app.quota(call), app.stores(call), file);
  }
}
