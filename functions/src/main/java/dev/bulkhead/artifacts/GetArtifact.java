package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.TenantStores;

/** {@code GET /get-artifact}: where the bytes of a run's file are, for MLflow's user interface. */
final class GetArtifact implements Operation {
  private final Application app;

  GetArtifact(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    ArtifactPath relative = ArtifactPath.parse(fields.requiredString("path"));
    TenantStores stores = app.stores(call);

    String root = stores.runs().getInfo(RunRoot.id(fields)).artifactUri();

    return Files.redirect(
        app.quota(call), stores, ArtifactPath.ofLocation(root).resolve(relative.value()));
  }
}
