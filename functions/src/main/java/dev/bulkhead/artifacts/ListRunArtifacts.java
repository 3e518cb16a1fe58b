package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.ArtifactStore;
import dev.bulkhead.store.TenantStores;
import java.util.List;

/** {@code GET /mlflow/artifacts/list}: what a run logged, by paths relative to its root. */
public final class ListRunArtifacts implements Operation {
  private final Application app;

  /** The operation on an application whose sessions reach artifacts. */
  public ListRunArtifacts(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    ArtifactPath relative = ArtifactPath.parse(fields.string("path").orElse(""));
    TenantStores stores = app.stores(call);

    String root = stores.runs().getInfo(RunRoot.id(fields)).artifactUri();
    ArtifactPath rootPath = ArtifactPath.ofLocation(root);
    List<ArtifactStore.Entry> entries = stores.artifacts().list(rootPath.resolve(relative.value()));

    return Listings.below(root, rootPath, entries, fields.string("page_token"));
  }
}
