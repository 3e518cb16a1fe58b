package dev.bulkhead.artifacts;

import dev.bulkhead.app.Application;
import dev.bulkhead.http.Call;
import dev.bulkhead.http.Operation;
import dev.bulkhead.http.Reply;
import dev.bulkhead.store.ArtifactPath;
import dev.bulkhead.store.TenantStores;
import java.net.URI;

/**
 * {@code GET /mlflow-artifacts/presigned/<path>}: a URL from which a client reads ranges in
 * parallel.
 */
final class PresignDownload implements Operation {
  private final Application app;

  PresignDownload(Application app) {
    this.app = app;
  }

  @Override
  public Reply answer(Call call) {
    ArtifactPath file = ArtifactPath.parse(call.path("path"));
    TenantStores stores = app.stores(call);

    long size = Files.required(app.quota(call), stores, file);
    URI url = stores.artifacts().download(file, Files.LIFETIME);

    return Reply.json(
        out -> {
          out.writeStringField("url", url.toString());
          out.writeObjectFieldStart("headers");
          out.writeEndObject();
          out.writeNumberField("file_size", size);
        });
  }
}
