package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.ArtifactStore;
import dev.bulkhead.store.TenantStores;
import java.util.List;

/**
 * {@code GET /mlflow/logged-models/{model_id}/artifacts/directories}: a folder of a logged model,
 * by paths relative to its root.
 */
final class ListLoggedModelArtifacts implements Operation {
  private final Application app;

  ListLoggedModelArtifacts(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    ArtifactPath folder = ArtifactPath.parse(fields.string("artifact_directory_path").orElse(""));
    TenantStores stores = app.stores(call);

    String root = stores.models().get(Ids.model(call.path("model_id"))).artifactUri();
    ArtifactPath rootPath = ArtifactPath.ofLocation(root);
    List<ArtifactStore.Entry> entries = stores.artifacts().list(rootPath.resolve(folder.value()));

    return Listings.below(root, rootPath, entries, fields.string("page_token"));
  }
}
