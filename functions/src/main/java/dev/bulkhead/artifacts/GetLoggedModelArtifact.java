package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.domain.BadRequest;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.TenantStores;

/**
 * {@code GET /mlflow/logged-models/{model_id}/artifacts/files}: where the bytes of a model's file
 * are, for MLflow's user interface.
 */
final class GetLoggedModelArtifact implements Operation {
  private final Application app;

  GetLoggedModelArtifact(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ArtifactPath relative = ArtifactPath.parse(path(call));
    TenantStores stores = app.stores(call);

    String root = stores.models().get(Ids.model(call.path("model_id"))).artifactUri();

    return Files.redirect(
        app.quota(call), stores, ArtifactPath.ofLocation(root).resolve(relative.value()));
  }

  private static String path(Call call) {
    return call.fields()
        .string("artifact_file_path")
        .filter(text -> !text.isEmpty())
        .orElseThrow(
            () ->
                new BadRequest("Request must include the \"artifact_file_path\" query parameter."));
  }
}
