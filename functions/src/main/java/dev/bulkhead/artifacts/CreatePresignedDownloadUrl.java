package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Fields;
import dev.bulkhead.http.Ids;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.TenantStores;
import java.net.URI;
import java.time.Duration;

/** {@code POST /mlflow/artifacts/presigned-download-url}: a URL for a run's file. */
final class CreatePresignedDownloadUrl implements Operation {
  /** As long as MLflow's server lets it live unless told otherwise. */
  private static final Duration DEFAULT = Duration.ofMinutes(5);

  private final Application app;

  CreatePresignedDownloadUrl(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    Fields fields = call.fields();
    String run = fields.requiredString("run_id");
    ArtifactPath relative = Files.named(fields);
    Duration lifetime = Expiration.of(fields, DEFAULT);
    TenantStores stores = app.stores(call);

    String root = stores.runs().getInfo(Ids.run(run)).artifactUri();
    ArtifactPath file = ArtifactPath.ofLocation(root).resolve(relative.value());
    long size = Files.required(app.quota(call), stores, file);
    URI url = stores.artifacts().download(file, lifetime);

    return Reply.json(
        out -> {
          out.writeStringField("presigned_url", url.toString());
          out.writeNumberField("file_size", size);
        });
  }
}
