package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;

/** {@code GET /mlflow-artifacts/artifacts?path=…}: what lies directly under a folder. */
final class ListArtifacts implements Operation {
  private final Application app;

  ListArtifacts(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ArtifactPath folder = ArtifactPath.parse(call.fields().string("path").orElse(""));

    return Listings.ofFolder(app.stores(call).artifacts().list(folder));
  }
}
